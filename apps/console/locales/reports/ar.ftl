### التقارير، والرسائل التي تصل بها الإشعارات.

report-absences = الغياب والغياب بعذر والتأخر
report-classes = الصفوف
report-students = الطلاب
report-teachers = المعلّمون
report-not_taken = حصص لم يُسجَّل حضورها
report-in_row = الغياب عدة مرات متتالية
report-chronic = كثرة الغياب
report-period = من { $from } إلى { $to }
report-period-day = { $from }
report-subtitle = { $class }، { $period }
report-of-class = { $class }
report-of-all = جميع الصفوف
report-nobody = لا يوجد ما يُعرض لهذه المدة.

report-column-class = الصف
report-column-student = الطالب
report-column-student_id = رقم الطالب
report-column-date = التاريخ
report-column-session = الحصة
report-column-starts = البداية
report-column-group = المجموعة
report-column-letter = الحالة
report-column-by = سجّله
report-column-teacher = المعلّم
report-column-students = الطلاب
report-column-planned = المقرّرة
report-column-sessions_taken = المسجّلة
report-column-sessions_not_taken = غير المسجّلة
report-column-taken = ما حُسم أمره (n)
report-column-attended = الحضور
report-column-late = التأخر
report-column-excused = الغياب بعذر
report-column-absent = الغياب
report-column-missed = الفائتة
report-column-of_taken = الحضور من n
report-column-missed_of_taken = الفائتة من n
report-column-in_row = المتتالية
report-column-unexcused = بلا عذر
report-column-since = منذ
report-column-until = حتى

report-note-n = النسب المئوية محسوبة من الحصص التي حُسم أمرها (n)؛ ولا تدخل فيها الحصص التي لم يحسم أحد أمرها.
report-note-in_row = طلاب فاتتهم على التوالي { $sessions ->
    [zero] { $sessions } حصة أو أكثر
    [one] حصة واحدة أو أكثر
    [two] حصتان أو أكثر
    [few] { $sessions } حصص أو أكثر
    [many] { $sessions } حصة أو أكثر
   *[other] { $sessions } حصة أو أكثر
} من الحصص التي حُسم أمرها، بما فيها الأخيرة.
report-note-chronic = طلاب فاتتهم نسبة { $percent }% أو أكثر من الحصص التي حُسم أمرها، على ألا يقل عددها عن 10، أيًّا كان السبب.
report-note-not_taken = حصص مقرّرة في الجدول الدراسي، بدأ وقتها ولم يسجّل أحد حضورها.
report-paper-page = الصفحة {"{"}page{"}"} من {"{"}pages{"}"}
report-paper-missing = تحل العلامة � محل الحروف غير الموجودة في الخط: {"{"}characters{"}"}.
report-paper-made = أُنشئ في { $at } بواسطة { $version }

notice-subject = { $rule }: { $school }
notice-intro = إشعار لك من { $school }:
notice-absence = سُجّل غياب { $student } ({ $class }) يوم { $date }{ $label }.
notice-in_row = فاتت { $student } ({ $class }) { $sessions ->
    [zero] { $sessions } حصة متتالية
    [one] حصة واحدة
    [two] حصتان متتاليتان
    [few] { $sessions } حصص متتالية
    [many] { $sessions } حصة متتالية
   *[other] { $sessions } حصة متتالية
}، منذ { $date }.
notice-chronic = فات { $student } ({ $class }) جزء كبير من كل الحصص منذ { $date }.
notice-not_taken = { $class }: لم يسجّل أحد الحضور يوم { $date }{ $label }.
notice-many_exports = أخرج { $by } عشرة ملفات أو أكثر من Muster خلال ساعة، حتى { $at }: اسأل هل هذا مقصود.
notice-report = { $report }، من { $from } إلى { $to }: الملف مرفق بهذه الرسالة.
notice-test = هذه رسالة تجريبية. وصولها إليك يعني أن الإشعارات تصلك.
notice-why = تصلك هذه الرسالة بسبب القاعدة «{ $rule }»، وهي من وضع { $by }. ويمكن لمسؤول النظام في المدرسة إنهاء هذه القاعدة.

nav-reports = التقارير
reports-lead = من غاب، وأي الحصص لم يؤخذ حضورها، ومن يكثر غيابه: اختر واطّلع وخذ التقرير ملفًا.
reports-kind = التقرير
reports-class = الصف
reports-all = كل الصفوف
reports-show = عرض
reports-pdf = PDF
reports-xlsx = Excel
reports-csv = CSV
