### رپورٹیں، اور وہ پیغامات جن میں اطلاعات آتی ہیں۔

report-absences = غیر حاضر، رخصت پر اور تاخیر سے
report-classes = جماعتیں
report-students = طلبہ
report-teachers = اساتذہ
report-not_taken = نشستیں جن میں حاضری نہیں لی گئی
report-in_row = کئی بار مسلسل غیر حاضر
report-chronic = بہت زیادہ غیر حاضری
report-period = { $from } سے { $to } تک
report-period-day = { $from }
report-subtitle = { $class }، { $period }
report-of-class = { $class }
report-of-all = تمام جماعتیں
report-nobody = اس مدت کے لیے دکھانے کو کچھ نہیں۔

report-column-class = جماعت
report-column-student = طالب علم
report-column-student_id = طالب علم کا نمبر
report-column-date = تاریخ
report-column-session = نشست
report-column-starts = آغاز
report-column-group = گروہ
report-column-letter = حالت
report-column-by = کس نے درج کی
report-column-teacher = استاد
report-column-students = طلبہ
report-column-planned = طے شدہ
report-column-sessions_taken = حاضری لی گئی
report-column-sessions_not_taken = حاضری نہیں لی گئی
report-column-taken = فیصلہ شدہ (n)
report-column-attended = موجود
report-column-late = تاخیر سے
report-column-excused = رخصت پر
report-column-absent = غیر حاضر
report-column-missed = چھوٹی ہوئی
report-column-of_taken = موجود (n میں سے)
report-column-missed_of_taken = چھوٹی ہوئی (n میں سے)
report-column-in_row = مسلسل
report-column-unexcused = بلا رخصت
report-column-since = کب سے
report-column-until = کب تک

report-note-n = فیصد ان نشستوں کے ہیں جن کا فیصلہ ہو چکا (n)؛ جن نشستوں کا کسی نے فیصلہ نہیں کیا وہ ان میں شامل نہیں۔
report-note-in_row = وہ طلبہ جن کی { $sessions ->
    [one] 1 یا اس سے زیادہ فیصلہ شدہ نشستیں
   *[other] { $sessions } یا اس سے زیادہ فیصلہ شدہ نشستیں
} مسلسل چھوٹ گئیں، آخری نشست سمیت۔
report-note-chronic = وہ طلبہ جن کی کم از کم 10 فیصلہ شدہ نشستوں میں سے { $percent }% یا اس سے زیادہ چھوٹ گئیں، وجہ کچھ بھی ہو۔
report-note-not_taken = ٹائم ٹیبل کی وہ نشستیں جو شروع ہو چکی ہیں اور جن میں کسی نے حاضری نہیں لی۔
report-paper-page = صفحہ {"{"}page{"}"} از {"{"}pages{"}"}
report-paper-missing = � ان حروف کی جگہ ہے جو فونٹ میں موجود نہیں: {"{"}characters{"}"}۔
report-paper-made = { $at } پر { $version } سے تیار کی گئی

notice-subject = { $rule }: { $school }
notice-intro = { $school } کی طرف سے آپ کے لیے اطلاع:
notice-absence = { $date }{ $label } کو { $student } ({ $class }) کی غیر حاضری لگی۔
notice-in_row = { $date } سے { $student } ({ $class }) کی مسلسل { $sessions ->
    [one] 1 نشست چھوٹ گئی ہے
   *[other] { $sessions } نشستیں چھوٹ گئی ہیں
}۔
notice-chronic = { $date } سے { $student } ({ $class }) کی تمام نشستوں کا بڑا حصہ چھوٹ گیا ہے۔
notice-not_taken = { $class }: { $date }{ $label } کو کسی نے حاضری نہیں لی۔
notice-many_exports = { $by } نے ایک گھنٹے میں، { $at } تک، Muster سے دس یا زیادہ فائلیں نکالیں: پوچھیں کہ کیا یہ جان بوجھ کر ہے۔
notice-report = { $report }، { $from } سے { $to } تک: اس ای میل کے ساتھ منسلک فائل دیکھیں۔
notice-test = یہ ایک آزمائش ہے۔ اگر یہ آپ کو مل گئی ہے تو اطلاعات آپ تک پہنچتی ہیں۔
notice-why = یہ ای میل آپ کو قاعدے “{ $rule }” کی وجہ سے ملی ہے، جو { $by } نے بنایا۔ اسکول کے منتظم اسے ختم کر سکتے ہیں۔

nav-reports = رپورٹیں
reports-lead = کون غیر حاضر رہا، کن نشستوں کی حاضری نہیں لی گئی، کون زیادہ ناغہ کرتا ہے: چنیں، دیکھیں اور فائل کے طور پر ساتھ لے جائیں۔
reports-kind = رپورٹ
reports-class = جماعت
reports-all = تمام جماعتیں
reports-show = دکھائیں
reports-pdf = PDF
reports-xlsx = Excel
reports-csv = CSV
