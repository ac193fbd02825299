# Arabic, translated from en.ftl. Ids that begin with `script-` and `error-` are said by the page's script.

skip = الانتقال إلى المحتوى
needs-script = تحتاج لوحة التحكم هذه إلى JavaScript: فهي ترسل ما يتقرّر فيها.
language = اللغة
theme = الألوان
theme-system = حسب إعداد الجهاز
theme-light = فاتح
theme-dark = داكن
go-on = متابعة
cancel = إلغاء
choose = اختيار…
date = التاريخ
state = الحالة
student = الطالب

nav-main = القائمة الرئيسية
nav-home = الصفوف
nav-admin = الإدارة
nav-sign-out = تسجيل الخروج
nav-sessions = الحصص
nav-register = سجل الحضور
nav-students = الطلاب
nav-enrolment = حفظ الوجوه
nav-charts = الرسوم البيانية
nav-live = مباشر
nav-users = المستخدمون
nav-keys = مفاتيح الأجهزة
nav-classes = الصفوف
nav-recognition = التعرّف
nav-jobs = المهام
nav-data = البيانات
nav-health = سلامة النظام

problem-title = تعذّر عرض هذه الصفحة
problem-home = إلى صفوفك

sign-in-title = تسجيل الدخول
sign-in-login = اسم الدخول، مثل عنوان بريدك الإلكتروني
sign-in-password = كلمة المرور
sign-in-code = رمز من تطبيق المصادقة، أو رمز استرداد
sign-in-go = تسجيل الدخول
sign-in-provider = تسجيل الدخول عبر المدرسة
sign-in-lost = هل فُقدت كلمة المرور؟ يمكن لمسؤول النظام إنشاء رابط لاختيار كلمة مرور جديدة.
set-up-title = إعداد هذه المدرسة
set-up-lead = ستكون لك صفة أول مسؤول للنظام، ومنك تأتي دعوة الجميع.
set-up-name = اسمك كما يظهر في سجلات الحضور
set-up-login = اسم الدخول الخاص بك، مثل عنوان بريدك الإلكتروني
invitation-title = اختيار كلمة المرور
invitation-lead = وصلتك دعوة من مسؤول النظام، أو أعاد تعيين كلمة مرورك. هذا الرابط صالح لمرة واحدة.
link-no-token = ينقص هذا العنوان الرمز الذي يلي #: يُرجى فتح الرابط كاملًا.
password-new = كلمة مرور من 10 أحرف أو أكثر؛ وعدة كلمات معًا تكوّن كلمة مرور جيدة
password-current = كلمة مرورك الحالية
password-show = إظهارها

account-title = حسابك
account-look = اللغة والألوان
account-password = كلمة المرور
account-password-lead = يلزم بعد ذلك تسجيل الدخول من جديد، هنا وفي كل مكان آخر.
account-password-change = تغيير كلمة المرور
account-factor = عامل التحقق الثاني
account-factor-on = يتطلب تسجيل الدخول رمزًا من تطبيق المصادقة.
account-factor-off = مع عامل التحقق الثاني لا يمكن لأحد الدخول بكلمة مرورك وحدها.
account-factor-add = إضافة عامل التحقق الثاني
account-factor-scan = يُرجى مسح هذا الرمز بتطبيق المصادقة، أو كتابة المفتاح المبيّن أدناه، ثم إدخال الرمز الذي يظهر في التطبيق.
account-factor-confirm = تأكيد
account-factor-remove = إزالة عامل التحقق الثاني
account-factor-codes = عامل التحقق الثاني مفعّل. يُرجى الاحتفاظ برموز الاسترداد هذه في مكان آمن: كل رمز صالح لمرة واحدة عند فقدان تطبيق المصادقة. ولا تظهر إلا الآن.
account-factor-required = تطلب مدرستك منك عاملًا ثانيًا. أعدّه أدناه، ثم يُفتح لك كل شيء من جديد.
account-sign-ins = أين سجّلت الدخول
account-sign-ins-lead = أنهِ ما ليس لك أو ما هو على جهاز لم يعد لديك. كلمة مرور جديدة تنهي الكل.
account-sign-in-unnamed = برنامج بلا اسم
account-sign-in-since = منذ
account-sign-in-used = آخر استخدام
account-sign-in-this = هنا
account-sign-in-end = تسجيل الخروج هناك
account-sign-in-ended = تم تسجيل الخروج هناك.
connect-title = ربط الهاتف
connect-lead = سجّل الحضور بالهاتف: في متصفحه أو بتطبيق Muster.
connect-show = عرض الرمز
connect-scan = يُرجى توجيه كاميرا الهاتف إلى الرمز، فيُفتح التطبيق في متصفح الهاتف.
connect-installed = أو فتح تطبيق Muster المثبّت واختيار «مسح الرمز».
connect-sign-in = ثم تسجيل الدخول هناك كما هنا.
connect-address = عنوان التطبيق
connect-picture = رمز QR لعنوان التطبيق
connect-unencrypted = هذا العنوان غير مشفّر. لا ينبغي أن تنتقل صور الطلاب وكلمات المرور بهذه الطريقة: على من يدير الخادم أن يجعل له عنوان https (⁦docs/operations.md⁩).
connect-this-machine = لا يمكن للهاتف الوصول إلى هذا العنوان، فهو يعني هذا الحاسوب وحده. يُرجى فتح هذه الصفحة بعنوان الخادم في شبكتك، أو تحديد ⁦public_url⁩ في ⁦muster.toml⁩.
connect-no-app = لا يوجد على هذا الخادم تطبيق لمتصفحات الهواتف، ويعمل تطبيق Muster المثبّت مع ذلك. يمكن لمن يدير الخادم إضافته بالأمر ⁦cargo xtask app⁩.

home-title = صفوفك
home-today = اليوم
home-attended = حضر { $attended } من { $all }
home-empty-title = لا يوجد أي صف بعد
home-empty-admin = يُضاف صف أولًا ثم طلابه؛ وبعد ذلك تكفي صورة لتسجيل حضورهم.
home-empty-teacher = ليس لديك أي صف بعد. يمكن لمسؤول النظام أن يسند إليك صفوفًا.
home-add-class = إضافة صف
class-students = { $count ->
    [zero] لا يوجد طلاب
    [one] طالب واحد
    [two] طالبان
    [few] { $count } طلاب
    [many] { $count } طالبًا
   *[other] { $count } طالب
}
class-without-face = { $count ->
    [zero] لا أحد بلا وجه محفوظ
    [one] طالب واحد بلا وجه محفوظ
    [two] طالبان بلا وجه محفوظ
    [few] { $count } طلاب بلا وجه محفوظ
    [many] { $count } طالبًا بلا وجه محفوظ
   *[other] { $count } طالب بلا وجه محفوظ
}
class-empty = لا يوجد طلاب في هذا الصف بعد.
class-add-students = إضافة طلاب
class-enrol-them = حفظ الوجوه
class-no-session = لم يُسجَّل أي حضور بعد.
take-attendance = تسجيل الحضور
session-label = الدرس
session-label-hint = الدرس، إن كانت هناك عدة دروس في اليوم

session-title = حضور { $name }
session-open = مفتوحة
session-closed = مغلقة
session-close = إغلاق الحصة
session-close-again = إغلاق من جديد
session-reopen = إعادة الفتح
session-locked = لم تعد هذه الحصة تُعدَّل منذ
reopening-title = إعادة فتح الحصة
reopening-lead = من كان غائبًا بسبب الإغلاق وحده يعود إلى «لم يُرصد». ويبقى سبب الفتح في السجل.
reopening-reason = لماذا؟
session-before = الحصة السابقة
session-after = الحصة التالية
session-counts = وضع الحضور
session-nobody-enrolled = لا يمكن التعرّف على أحد من هذا الصف بعد: يُرجى التسجيل يدويًا، أو حفظ الوجوه.
count-attended = حاضرون
count-to-review = للمراجعة
count-not-seen = لم يُرصدوا
count-absent = غائبون
count-unknown = وجوه غير معروفة
keys = اختصارات لوحة المفاتيح
key-next = التالي، السابق
key-candidate = هو المرشّح الأول أو الثاني أو الثالث
key-not = ليس المرشّح الأول
key-nobody = ليس أحدًا من الصف
key-who = تحديد صاحب الوجه
key-statuses = حاضر، متأخر، انصرف مبكرًا، غائب بعذر، غائب
key-withdraw = سحب التسجيل اليدوي
key-undo = تراجع
key-close = إغلاق الحصة
photos-add = إضافة صور
photos-shoot = التقاط صورة
photos-choose = اختيار صور
photos-drop = أو إفلاتها في أي مكان من هذه الصفحة
photos-title = الصور
photo-number = الصورة { $number }، { $faces ->
    [zero] لا وجوه فيها
    [one] وجه واحد
    [two] وجهان
    [few] { $faces } وجوه
    [many] { $faces } وجهًا
   *[other] { $faces } وجه
}
photo-gone = الصورة نفسها لا يُحتفظ بها؛ وهذه هي الوجوه التي فيها.
photo-draw = رسم إطار حول وجه فائت
photo-large = بحجم كبير
review-title = للمراجعة: { $count }
review-lead = يأتي أولًا ما يكون الخطأ فيه أكثر ضررًا.
review-card = { $name }: للمراجعة
review-is-it = هل هذا وجه { $name }؟
reason-uncertain = التشابه غير مؤكّد بما يكفي.
reason-runner-up-close = هناك طالب آخر يكاد يكون مشابهًا بالقدر نفسه.
reason-better-face-elsewhere = في الصورة وجه آخر أقرب إلى هذا الطالب.
reason-low-quality = الوجه صغير أو غير واضح أو ملتفت بحيث لا يمكن التأكد منه.
reason-ruled-out = أفاد شخص من قبل بأن وجهًا كهذا ليس وجه هذا الطالب.
reason-presentation = قد تكون هذه صورة لصورة أخرى أو لشاشة.
reason-sent-before = أُرسلت هذه الصورة أو صورة تكاد تطابقها من قبل، أو أنها التُقطت في يوم آخر.
reason-conflict = يبدو أن عدة صور تُظهر هذا الطالب، لكن الوجوه لا تتشابه.
face-in-photo = الوجه في الصورة
enrolled-picture = { $name }، الوجه المحفوظ
near = المسافة { $distance }
near-likely = مؤكّد بنسبة { $percent }%
say-is = هذا وجه { $name }
say-is-not = ليس وجه { $name }
say-nobody = لا أحد من هذا الصف
say-else = شخص آخر…
say-open = سحب ما قيل
said-is = سُجّل حضور { $name }.
said-is-not = دُوّن: ليس وجه { $name }.
said-nobody = دُوّن: لا أحد من هذا الصف.
said-open = تم سحب ما قيل.
said-named = صار لهذا الوجه اسم.
said-mark = { $name }: { $status }.
said-withdrawn = تم سحب التسجيل اليدوي.
said-closed = أُغلقت الحصة.
said-reopened = الحصة مفتوحة من جديد.
unknown-title = { $count ->
    [zero] لا وجوه غير معروفة
    [one] وجه واحد غير معروف
    [two] وجهان غير معروفين
    [few] { $count } وجوه غير معروفة
    [many] { $count } وجهًا غير معروف
   *[other] { $count } وجه غير معروف
}
unknown-lead = لا أحد من هذا الصف، حسب رأي النظام. فإن كان أحدًا منه فيُرجى تحديد من هو.
unknown-face = الوجه غير المعروف { $number }
face-title = وجه
face-unnamed = وجه غير معروف
face-who = من هذا؟
face-learn = تعلّم هذا الوجه، ليُعرف في المرة القادمة
face-save = حفظ
back-to-session = العودة إلى الحصة
verdict-identified = تعرّف عليه النظام
verdict-to_review = للمراجعة
verdict-unknown = غير معروف للنظام
verdict-confirmed = أكّده شخص
verdict-dismissed = لا أحد من هذا الصف، حسب قول شخص
quality-too_small = صغير
quality-blurred = غير واضح
quality-too_dark = معتم
quality-too_bright = ساطع أكثر من اللازم
quality-turned = ملتفت
quality-cut_off = مقطوع
roster-title = قائمة الصف
roster-filter = البحث عن طالب
evidence = الدليل
mark-as = { $name }: { $status }
by-hand = بواسطة { $name }،
by-confirmed = بتأكيد من { $name }،
by-closing = لم يُرصد عند إغلاق الحصة بواسطة { $name }،
closing-title = هل تُغلق هذه الحصة؟
closing-attended = حضر { $attended } من { $all }.
closing-to-review = { $count ->
    [zero] لم يبقَ أي طالب للمراجعة
    [one] بقي طالب واحد للمراجعة
    [two] بقي طالبان للمراجعة
    [few] بقي { $count } طلاب للمراجعة
    [many] بقي { $count } طالبًا للمراجعة
   *[other] بقي { $count } طالب للمراجعة
}: تُرجى المراجعة أولًا، وإلا سُجّل الغياب.
closing-nobody = لن يُسجَّل أحد غائبًا.
closing-absent = { $count ->
    [zero] لا يوجد طلاب لم يُرصدوا ليُسجَّلوا غائبين:
    [one] طالب واحد لم يُرصد وسيُسجَّل غائبًا:
    [two] طالبان لم يُرصدا وسيُسجَّلان غائبين:
    [few] { $count } طلاب لم يُرصدوا وسيُسجَّلون غائبين:
    [many] { $count } طالبًا لم يُرصدوا وسيُسجَّلون غائبين:
   *[other] { $count } طالب لم يُرصدوا وسيُسجَّلون غائبين:
}
closing-later = يمكن بعد ذلك تصحيح التسجيلات وإضافة الصور.

status-present = حاضر
status-late = متأخر
status-left_early = انصرف مبكرًا
status-excused = غائب بعذر
status-absent = غائب
status-not_seen = لم يُرصد
letter-present = ح
letter-late = م
letter-left_early = ان
letter-excused = عذ
letter-absent = غ
letter-not_seen = ?

script-undo = تراجع
script-undone = تم التراجع.
script-dismiss = إغلاق
script-offline = تعذّر الوصول إلى الخادم. لم يُفقد شيء: تُرجى المحاولة مرة أخرى.
script-offline-photo = تعذّر الوصول إلى الخادم؛ الصورة تنتظر هنا وستُرسل من جديد.
script-waits = تعذّر الوصول إلى الخادم: ما أُدخل باقٍ هنا، وسيُرسل عندما يستجيب.
script-outbox = في انتظار الاتصال: { $count }
script-failed = لم يتمكّن الخادم من تنفيذ ذلك.
script-no-photo = هذه ليست صورة: الصيغ المقبولة هي JPEG وPNG وWebP.
script-queued = في الانتظار
script-sending = جارٍ الإرسال
script-busy = الخادم مشغول؛ الصورة تنتظر هنا.
script-looking = جارٍ البحث عن الوجوه
script-done = تم
script-photo-done = تم العثور على الوجوه التي في الصورة.
script-draw = يُرجى رسم إطار حول الوجه.

error-unauthorised = لم يتم تسجيل دخولك.
error-forbidden = دورك لا يسمح بذلك.
error-foreign_origin = جاء هذا الطلب من صفحة موقع آخر.
error-wrong_password = اسم الدخول وكلمة المرور غير متطابقين.
error-second_factor = يُرجى إدخال الرمز من تطبيق المصادقة.
error-wrong_code = هذا الرمز غير صحيح أو سبق استخدامه: يُرجى انتظار الرمز التالي.
error-gone = هذا الرابط سبق استخدامه، أو حلّ محله رابط أحدث، أو انتهت صلاحيته: يُرجى طلب رابط جديد.
error-too_many_attempts = محاولات كثيرة: يُرجى الانتظار ثم المحاولة مرة أخرى.
error-not_found = هذا غير موجود، أو ليس لك الاطلاع عليه.
error-invalid = بعض ما أُدخل لا يمكن استخدامه.
error-conflict = هذا لا يتوافق مع ما هو موجود بالفعل.
error-locked = الحصة مقفلة: يمكن لمسؤول إعادة فتحها.
error-too_large = الحجم أكبر من المسموح.
error-bad_photo = تعذّرت قراءة هذه الصورة.
error-unsupported_photo = هذا النوع من الصور غير مقبول: تُرجى إرسال صور بصيغة JPEG أو PNG أو WebP. صور HEIC من iPhone تُرسل بصيغة JPEG عند اختيارها من مكتبة الصور.
error-bad_base64 = تعذّرت قراءة هذه الصورة.
error-busy = الخادم مشغول: تُرجى المحاولة مرة أخرى بعد ثوانٍ.
error-face_off = لا يجري التعرّف على الوجوه هنا حاليًا: يُرجى تسجيل الحضور يدويًا.
error-storage_full = قرص الخادم ممتلئ؛ لم يتغيّر شيء.
error-storage_busy = مخزن البيانات مشغول؛ لم يتغيّر شيء. تُرجى المحاولة مرة أخرى.
error-storage_corrupt = بيانات الخادم تالفة: يجب استعادة نسخة احتياطية.
error-unavailable = لا يمكن للخادم تخزين أي شيء حاليًا؛ لم يتغيّر شيء.
error-internal = لم يتمكّن الخادم من تنفيذ ذلك؛ لم يتغيّر شيء.
error-method_not_allowed = هذا العنوان لا يقبل طلبًا كهذا.
error-weak_password = كلمة المرور هذه من أول ما يُخمَّن: يُرجى اختيار غيرها.

# Students, their roster and its import
students-add = إضافة طالب
students-added = أُضيف الطالب إلى قائمة الصف.
students-empty-admin = تمكن إضافتهم واحدًا واحدًا، أو استيراد قائمة: ملف CSV من أي برنامج مدرسي أو جدول بيانات.
students-empty-teacher = إضافة الطلاب أو استيراد قائمة بهم من عمل مسؤول النظام.
students-id = رقم الطالب
students-id-hint = كما في سجلات المدرسة نفسها؛ ولا يتغيّر أبدًا
students-first-name = الاسم الأول
students-last-name = اسم العائلة
students-templates = الوجوه المستخدمة
students-pending = للمراجعة
students-no-face = لا وجه محفوظ
students-few = قليلة
students-to-review = للمراجعة: { $count }
students-change = تغيير
students-change-one = تغيير بيانات { $name }
students-rename = حفظ الاسم
students-renamed = تم تغيير الاسم.
students-leave = إزالة من قائمة الصف
students-leave-lead = لن يظهر { $name } بعد ذلك في أي قائمة جديدة لهذا الصف. وتبقى التسجيلات السابقة وكل ما هو محفوظ؛ وتمكن الإضافة من جديد في أي وقت.
students-leave-soft = تبقى التسجيلات السابقة وكل ما هو محفوظ.
students-leave-yes = إزالة { $name } من قائمة الصف
students-left = تمت إزالة { $name } من قائمة الصف.
students-back = العودة إلى الطلاب
onfile-ready = لدى { $ready } من { $all } من الطلاب { $enough } أو أكثر من الوجوه المستخدمة.
onfile-few = { $count ->
    [zero] لا أحد لديه أقل
    [one] طالب واحد لديه أقل
    [two] طالبان لديهما أقل
    [few] { $count } طلاب لديهم أقل
    [many] { $count } طالبًا لديهم أقل
   *[other] { $count } طالب لديهم أقل
}
roster-import = استيراد قائمة
import-file = القائمة المستوردة
import-lead = ملف CSV من برنامج المدرسة أو من Moodle أو من جدول بيانات، فيه رقم واسم لكل طالب؛ أو ملف OneRoster مضغوط (zip). وتظهر التغييرات قبل أن يتغيّر أي شيء.
import-choose = اختيار ملف
import-paste = أو لصق الأسطر
import-paste-hint = رقم الطالب;اسم العائلة;الاسم الأول
import-look = عرض ما سيتغيّر
import-columns = محتوى الأعمدة
import-header = السطر الأول فيه أسماء الأعمدة
import-none = لا عمود
import-full-name = الاسم الكامل، في عمود واحد
import-unmapped = يُرجى تحديد العمود الذي فيه أرقام الطلاب، والعمود الذي فيه الأسماء.
import-source = أي صف من الملف
import-source-lead = يُضاف طلاب هذا الصف إلى قائمة الصف.
import-source-none = اختيار صف
import-problems = أسطر لا يمكن استخدامها
import-problems-lead = لن يُستورد شيء حتى تصبح صحيحة: يُرجى تصحيح الملف، ثم اختياره من جديد.
import-left-out = لم يُؤخذوا
import-left-out-lead = من ورد في هذه الأسطر لا يُضاف إلى قائمة الصف؛ ويمكن استيراد الباقين جميعًا.
import-changes = ما سيتغيّر
import-added = جدد في قائمة الصف
import-renamed = أسماء جديدة
import-missing = في قائمة الصف، لكن ليسوا في القائمة المستوردة
import-unchanged = بلا تغيير:
import-remove = إزالتهم من قائمة الصف
import-do = استيراد
import-nothing = قائمة الصف مطابقة للقائمة المستوردة: لا يوجد ما يُستورد.
script-tab = علامة جدولة
script-read-as = قُرئت بصيغة { $name }، والفاصل بين الخلايا { $count }.
script-column = العمود { $count }
script-line = السطر { $count }:
script-line-missing_id = رقم الطالب ناقص
script-line-duplicate_id = رقم الطالب هذا ورد من قبل
script-line-no_name = لا يوجد اسم
script-line-control = في إحدى الخلايا سطر جديد؛ هل هناك علامة اقتباس ناقصة أو زائدة؟
script-line-too_long = إحدى الخلايا أطول من اللازم؛ هل هناك علامة اقتباس ناقصة؟
script-line-extra_cells = الخلايا أكثر من الأعمدة؛ هل هناك اسم فيه فاصلة من دون علامتي اقتباس؟
script-line-of = { $name }، السطر { $count }:
script-line-garbled = هذا ليس نصًا بترميز UTF-8؛ يُرجى تصدير الملف من جديد بترميز UTF-8
script-line-bad_date = أحد التواريخ ليس مكتوبًا على شكل ⁦2026-11-24⁩
script-line-suspended = الحساب موقوف
script-line-deleted = عليه علامة الحذف
script-line-no_such_user = هذا الشخص غير موجود في الملف
script-line-not_student = ليس طالبًا
script-line-not_begun = لم يبدأ التسجيل بعد
script-line-ended = انتهى التسجيل
script-known-as = { $name }، في سجلات المدرسة: { $count }
script-more = والمزيد: { $count }
script-imported = تم استيراد القائمة. عدد الطلاب فيها: { $count }

# Enrolment
enrol-title = إضافة وجوه
enrol-student = صور طالب واحد
enrol-student-lead = ثلاث صور أو أكثر، في كل منها وجه واضح، بإضاءة مختلفة ومن جهات مختلفة.
enrol-whom = لمن هذه الصور؟
enrol-folders = مجلد صور لكل طالب
enrol-folders-lead = يُرجى اختيار المجلد الذي فيه مجلدات الطلاب، وكل منها مسمّى برقم الطالب أو باسمه. ويظهر لمن كل مجلد قبل إرسال أي شيء.
enrol-folder-choose = اختيار مجلد
enrol-folder = المجلد
enrol-send = إرسال الصور
enrol-class = صورة للصف كله
enrol-class-lead = تُجمع كل الوجوه التي فيها حسب التشابه؛ ثم يأتي دورك في بيان صاحب كل وجه.
enrolled-pending = للمراجعة
enrolled-accepted = مستخدم
enrolled-rejected = غير مستخدم
enrolled-pending-title = { $count ->
    [zero] لا وجوه للمراجعة
    [one] وجه واحد للمراجعة
    [two] وجهان للمراجعة
    [few] { $count } وجوه للمراجعة
    [many] { $count } وجهًا للمراجعة
   *[other] { $count } وجه للمراجعة
}
enrolled-pending-lead = لا تُستخدم حتى ينظر إليها شخص: فالصورة الرديئة أو الخاطئة تجعل آخرين يُحسبون هذا الطالب.
enrolled-rather = أقرب شبهًا إلى:
enrolled-accept = نعم، يُستخدم
enrolled-reject = لا يُستخدم
enrolled-use = استخدام
enrolled-later = المراجعة لاحقًا
enrolled-said-accepted = يُستخدم هذا الوجه لـ { $name } من الآن فصاعدًا.
enrolled-said-all-accepted = تُستخدم هذه الوجوه من الآن فصاعدًا.
enrolled-said-rejected = دُوّن: غير مستخدم.
enrolled-said-pending = ستكون المراجعة لاحقًا.
enrolled-said-is = هذه وجوه { $name }، وتُستخدم من الآن فصاعدًا.
enrolled-of-roster = طالب من هذا الصف
enrolled-new-student = شخص جديد
enrolled-back = العودة إلى حفظ الوجوه
nameless-title = { $count ->
    [zero] لا وجوه بلا اسم
    [one] وجه واحد بلا اسم
    [two] وجهان بلا اسم، { $groups ->
        [zero] لأصحاب غير معروفين
        [one] لشخص واحد
        [two] لنحو شخصين
        [few] لنحو { $groups } أشخاص
        [many] لنحو { $groups } شخصًا
       *[other] لنحو { $groups } شخص
    }
    [few] { $count } وجوه بلا اسم، { $groups ->
        [zero] لأصحاب غير معروفين
        [one] لشخص واحد
        [two] لنحو شخصين
        [few] لنحو { $groups } أشخاص
        [many] لنحو { $groups } شخصًا
       *[other] لنحو { $groups } شخص
    }
    [many] { $count } وجهًا بلا اسم، { $groups ->
        [zero] لأصحاب غير معروفين
        [one] لشخص واحد
        [two] لنحو شخصين
        [few] لنحو { $groups } أشخاص
        [many] لنحو { $groups } شخصًا
       *[other] لنحو { $groups } شخص
    }
   *[other] { $count } وجه بلا اسم، { $groups ->
        [zero] لأصحاب غير معروفين
        [one] لشخص واحد
        [two] لنحو شخصين
        [few] لنحو { $groups } أشخاص
        [many] لنحو { $groups } شخصًا
       *[other] لنحو { $groups } شخص
    }
}
nameless-lead = الوجوه المتشابهة معًا. يُرجى إلغاء تحديد ما هو لشخص آخر، ثم بيان صاحب الباقي.
nameless-more = ستظهر وجوه أخرى عندما تصير لهذه الوجوه أسماء.
nameless-card = المجموعة { $number }: { $count ->
    [zero] لا وجوه
    [one] وجه بلا اسم
    [two] وجهان لشخص واحد على الأرجح
    [few] { $count } وجوه لشخص واحد على الأرجح
    [many] { $count } وجهًا لشخص واحد على الأرجح
   *[other] { $count } وجه لشخص واحد على الأرجح
}
nameless-who = من هذا؟
nameless-face = الوجه { $number } من { $source }
nameless-reject = لا أحد من هذا الصف
misfits-title = { $count ->
    [zero] لا وجوه مستخدمة يُحتمل أنها خاطئة
    [one] وجه مستخدم واحد قد يكون خاطئًا
    [two] وجهان مستخدمان قد يكونان خاطئين
    [few] { $count } وجوه مستخدمة قد تكون خاطئة
    [many] { $count } وجهًا مستخدمًا قد تكون خاطئة
   *[other] { $count } وجه مستخدم قد تكون خاطئة
}
misfits-lead = لا تتوافق مع وجوه الطالب الأخرى. فإن كانت صحيحة فلا يلزم فعل شيء.
misfit-unlike = لا يشبه وجوه الطالب الأخرى (المسافة { $distance }).
misfit-two = وجوه الطالب تُظهر شخصين: { $alike } من { $of } تشبه هذا الوجه.
misfit-nearer = أقرب شبهًا إلى { $name } (المسافة { $distance }).
alike-title = { $count ->
    [zero] لا يوجد طلاب متشابهون
    [one] طالبان متشابهان (زوج واحد)
    [two] زوجان من الطلاب المتشابهين
    [few] { $count } أزواج من الطلاب المتشابهين
    [many] { $count } زوجًا من الطلاب المتشابهين
   *[other] { $count } زوج من الطلاب المتشابهين
}
alike-lead = يكاد النظام لا يميّز بينهما، لذلك تُحال وجوههما للمراجعة أكثر من غيرها. ويساعد في ذلك حفظ المزيد من وجوه كليهما. وإذا كان الاثنان شخصًا واحدًا حُفظ وجهه مرتين، فتُرجى إزالة أحدهما من قائمة الصف.
onfile-title = { $count ->
    [zero] لا وجوه محفوظة
    [one] وجه محفوظ واحد
    [two] وجهان محفوظان
    [few] { $count } وجوه محفوظة
    [many] { $count } وجهًا محفوظًا
   *[other] { $count } وجه محفوظ
}
onfile-empty = لا توجد وجوه محفوظة بعد. تمكن إضافة الصور أعلاه.
onfile-lead = يُرجى اختيار وجه لبيان صاحبه. ويمكن تحديد عدة وجوه للبتّ فيها دفعة واحدة؛ وإذا اختير طالب صارت الوجوه له.
onfile-as-named = الإبقاء على أسمائها
onfile-unnamed = بلا اسم
onfile-face = { $name }، الوجه { $number }
onfile-mark = تحديد الوجه { $number }، { $name }
onfile-said-accepted = تُستخدم الوجوه المحدّدة من الآن فصاعدًا.
onfile-said-rejected = الوجوه المحدّدة غير مستخدمة.
onfile-said-pending = ستكون مراجعة الوجوه المحدّدة لاحقًا.
templates-title = القوالب في ملف
templates-lead = القوالب بيانات حيوية (بيومترية): من لديه الملف يمكنه البحث عن هذه الوجوه. ويجب حفظه كما تُحفظ الصور.
templates-export = تصدير قوالب { $model } (.npz)
templates-model = النموذج الذي أنشأ القوالب
templates-file = قاموس NumPy (.npz): رقم الطالب أو اسمه الكامل، والمتجهات
templates-import-lead = الأسماء التي لا يحملها أحد في الصف تُضاف طلابًا جددًا. وتُستبدل عمليات الاستيراد السابقة للطلاب أنفسهم؛ أما الوجوه المحفوظة فتبقى.
templates-import = استيراد القوالب
templates-imported = تم استيراد القوالب.
script-enrol-accepted = مستخدم
script-enrol-pending = للمراجعة
script-enrol-rejected = غير مستخدم
script-enrol-faces = عدد الوجوه التي عُثر عليها: { $count }. يُرجى بيان أصحابها أدناه.
script-enrol-sent = اكتمل { $count } من { $name } من الصور
script-enrol-whom = يُرجى أولًا اختيار صاحب هذه الصور.
script-enrol-leave-out = استبعاد
script-enrol-new = جديد: { $name }
script-marked = المحدّدة: { $count }

# Administration
save = حفظ
saved = تم الحفظ.
copy = نسخ
on = مفعّل
off = غير مفعّل
role-admin = مسؤول النظام
role-teacher = معلّم
role-auditor = مدقّق
role-kiosk = جهاز الحضور
role-admin-may = كل شيء، في جميع الصفوف
role-teacher-may = تسجيل الحضور وتصحيحه، في صفوفه
role-auditor-may = الاطلاع على كل شيء، دون تغيير أي شيء
role-kiosk-may = تسجيل الحضور في صفوفه، ولا شيء غير ذلك
user-invite = دعوة شخص
user-invite-lead = ستحصل على رابط لتسليمه إلى الشخص المدعو، وبه يختار كلمة مرور؛ وهو صالح لمرة واحدة، لمدة سبعة أيام.
user-name = الاسم كما يظهر في سجلات الحضور
user-role = الدور
user-classes = الصفوف
user-classes-hint = للمعلّمين وأجهزة الحضور؛ أما مسؤولو النظام والمدقّقون فيرون كل شيء.
user-since = منذ
user-enabled = مفعّل
user-disabled = معطّل
user-access = الوصول
user-access-hint = إعادة التعيين تُنهي كل عمليات الدخول القائمة لهذا الشخص وتزيل عامل التحقق الثاني. والتعطيل يُنهي كل شيء فورًا؛ ويبقى الاسم في سجلات التغييرات.
user-reset = إعادة تعيين كلمة المرور وعامل التحقق الثاني
user-disable = تعطيل
user-enable = تفعيل
back-to-users = العودة إلى كل المستخدمين
key-lead = يتيح المفتاح الدخول لجهاز حضور أو تطبيق أو برنامج آخر. وتذكره سجلات التغييرات بوصفه من قام بالعمل.
key-person = يسجّل الأشخاص الدخول على هواتفهم بأنفسهم ولا يحتاجون إلى مفتاح:
key-none = لا يوجد أي مفتاح.
key-add = إضافة مفتاح
key-label = الغرض منه
key-label-hint = الجهاز اللوحي عند باب الغرفة 12
key-revoke = إبطال
key-revoked = مُبطَل
key-revoked-said = لم يعد هذا المفتاح يفتح شيئًا.
key-valid = صالح
class-name = الاسم
class-id = المعرّف
class-id-hint = المعرّف خاص بالمدرسة، مثل 7b؛ ويبقى كما هو عند تغيير الاسم.
class-teachers = المعلّمون
class-rename = تغيير الاسم
class-added = أُضيف الصف. والخطوة التالية إضافة طلابه.
secret-title = يظهر هذه المرة فقط
jobs-none = لم تُرسل أي صور بعد.
jobs-lead = الصور المقبولة تبقى مختومة بالتشفير حتى تكتمل معالجتها، ولا تضيع عند إعادة التشغيل.
jobs-free = { $count ->
    [zero] لا يمكن الآن قبول أي مجموعة صور إضافية
    [one] يمكن الآن قبول مجموعة صور إضافية واحدة
    [two] يمكن الآن قبول مجموعتين إضافيتين من الصور
    [few] يمكن الآن قبول { $count } مجموعات إضافية من الصور
    [many] يمكن الآن قبول { $count } مجموعة إضافية من الصور
   *[other] يمكن الآن قبول { $count } مجموعة إضافية من الصور
}
jobs-by = المُرسِل
jobs-sent = وقت الإرسال
job-waiting = في الانتظار
job-done = تمت
job-failed = فشلت
job-took = بعد { $seconds } ث
data-held = البيانات المحفوظة
data-what = البيان
data-count = العدد
data-how-long = مدة الاحتفاظ
data-students-kept = ما داموا في قائمة صف، وما دامت سجلات الحضور تذكرهم
data-sessions-kept = ما دامت المدرسة تحتفظ بسجلات الحضور
data-pictures = صور الصفوف
data-pictures-kept = حتى إغلاق الحصة، ولمدة 24 ساعة على الأكثر
data-crops = الوجوه المحفوظة
data-crops-kept = حتى تُرفض أو يغادر الطالب المدرسة
data-pending = منها للمراجعة
data-pending-kept = حتى يتخذ شخص قرارًا
backups-title = النسخ الاحتياطية
backups-how = النسخة الاحتياطية ملف واحد مشفّر. لإنشاء نسخة وتجربة فتحها:
backups-unknown = لا يعرف الخادم مكان نسخه الاحتياطية: يُرجى تشغيله بالخيار ⁦--backups FOLDER⁩ لتتولى هذه الصفحة متابعتها.
backups-unreadable = تعذّرت قراءة مجلد النسخ الاحتياطية: يُرجى التحقق من وجوده ومن أن للخادم إذنًا بقراءته.
backups-none = لا توجد نسخة احتياطية بعد.
backups-old = مضى على أحدث نسخة احتياطية أكثر من أسبوع.
backups-fresh = لم يمضِ على أحدث نسخة احتياطية أسبوع.
health-store = مخزن البيانات يستجيب ولا يظهر فيه أي تلف.
health-recognition = يمكن التعرّف على الوجوه.
health-recognition-off = لا يمكن التعرّف على الوجوه، لذلك يُسجَّل الحضور يدويًا: الأمر ⁦`muster doctor`⁩ يبيّن النموذج الناقص.
health-queue = هناك متسع للصور.
health-queue-full = قائمة الانتظار ممتلئة: تنتظر الصور في الهواتف حتى يتوفر متسع.
health-jobs = لم تفشل أي مهمة مؤخرًا.
health-jobs-failed = { $count ->
    [zero] لم تفشل أي مهمة من أحدث المهام
    [one] فشلت مهمة واحدة من أحدث المهام
    [two] فشلت مهمتان من أحدث المهام
    [few] فشلت { $count } مهام من أحدث المهام
    [many] فشلت { $count } مهمة من أحدث المهام
   *[other] فشلت { $count } مهمة من أحدث المهام
}: صفحة المهام تبيّن السبب.
health-version = الإصدار
health-since = يعمل منذ
health-clock = الساعة
health-waiting = المهام المنتظرة
health-more = للمراقبة: ⁦/health/live⁩، ⁦/health/ready⁩، وكذلك ⁦/metrics⁩ بمفتاح مسؤول نظام أو مدقّق.
script-copied = تم النسخ.
script-secret-invitation = يُرجى تسليم هذا الرابط إلى الشخص المعني: به يختار كلمة مرور. وهو صالح لمرة واحدة، لمدة سبعة أيام.
script-secret-reset = يُرجى تسليم هذا الرابط إلى الشخص المعني: به يختار كلمة مرور جديدة. وهو صالح لمرة واحدة، لمدة يوم واحد.
script-secret-key = يُرجى إدخال هذا المفتاح في الجهاز أو مسح الرمز به. ولن يظهر مرة أخرى.
script-secret-picture = رمز QR يُدخل تطبيق Muster بهذا المفتاح

# Live mode
live-title = مباشر
live-camera = الكاميرا
live-lead = يُرجى البقاء قريبًا: من يُرصد في ثلاث لقطات خلال ثوانٍ يُسجَّل حاضرًا وتكون تلك الصورة دليلًا، ويمكنك سحب ذلك. أما الآخرون فلا يُحتفظ بأي شيء عنهم.
live-arrived = وصلوا
script-live-start = تشغيل الكاميرا
script-live-pause = إيقاف مؤقت
script-live-off = الكاميرا متوقفة.
script-live-looking = جارٍ البحث: عدد الوجوه { $count }
script-live-counting = هل هذا وجه { $name }؟
script-live-insecure = لا تتيح المتصفحات الكاميرا إلا للصفحات المؤمّنة بـ TLS: يُرجى فتح هذا الخادم عبر https.
script-live-refused = تعذّر استخدام الكاميرا: يُرجى السماح بها لهذه الصفحة، والتحقق من أن برنامجًا آخر لا يستخدمها.
script-live-wrong = خطأ

# Recognition
recognition-since = مستخدم منذ
recognition-fixed = إعدادات الخادم تثبّت نمط التعرّف. لاختياره من هنا، يُرجى حذف ⁦`profile`⁩ من ⁦muster.toml⁩ أو حذف ⁦--profile⁩ من سطر الأوامر.
recognition-profiles = أنماط التعرّف
recognition-lead = ما أظهره القياس لكل نمط على صور معلومة الأسماء لم يكن لها دور في إعداده. البيانات وفواصل الثقة والأوامر موجودة في docs/accuracy.md.
recognition-profile = النمط
recognition-in-use = قيد الاستخدام
recognition-switch = التحويل إليه
recognition-back = الرجوع إليه
recognition-begun = جارٍ تجهيز { $name }. وحتى ذلك الحين يستمر كل شيء كما هو.
recognition-preparing = جارٍ تجهيز { $name }: اكتمل { $done } من { $total } من الوجوه المحفوظة. وحتى ذلك الحين يستمر كل شيء كما هو.
recognition-failed = تعذّر تجهيز { $name }، ولم يتغيّر شيء:
recognition-thresholds = العتبات
recognition-thresholds-lead = يُعدّ الوجه معروفًا حتى المسافة الأولى، ويُحال للمراجعة حتى المسافة الثانية. وكلما زاد عدد الطلاب زادت الصرامة: وبذلك تتساوى في كل صف نُدرة الخلط بين شخص غريب وطالب.
recognition-enrolled = يمكن التعرّف عليهم
recognition-identify = معروف حتى
recognition-review = للمراجعة حتى
recognition-calibration = أساس المعايرة:
recognition-calibrate = يمكن معايرته بالحصص المؤكّدة في المدرسة نفسها:
recognition-history = الاختيارات السابقة
recognition-no-choice = لم يختر أحد بعد: النمط المعتاد قيد الاستخدام.
figure-group_precision = التسجيلات الصحيحة
figure-group_recall = الطلاب الحاضرون الذين سُجّلوا
figure-strangers_identified = غرباء حُسبوا طلابًا
figure-enrolled_missed = وجوه طلاب لم يتم التعرّف عليها
figure-of = { $hits } من { $of }
# The register, a student's page and the charts
period = الأيام المعروضة
period-from = من
period-to = إلى
span-week = هذا الأسبوع
span-month = هذا الشهر
span-recent = هذا الشهر والشهر الماضي
span-all = الفصل الدراسي كله
show = عرض
register-title = سجل حضور { $name }
register-choose = ما يعرضه سجل الحضور
register-below = إبراز ما يقل عن
register-printed = حتى
register-empty = لم تُعقد أي حصة في هذه الأيام.
register-show-all = عرض الفصل الدراسي كله
register-legend = معاني الرموز
register-low = منخفض
register-low-means = أقل من { $percent }% من الحصص المسجّلة
register-percentages = «% من المسجّلة» لا تشمل الحصص التي لم يُحسم أمرها بعد؛ أما «% من الكل» فتحسبها على الطالب. ومن حضر جزءًا من الحصة يُحسب حاضرًا. والغائب بعذر يُحسب غير حاضر، ويميّزه عمود خاص به.
register-keys = في الجدول:
register-open = فتح الحصة
register-cell = { $name }، { $session }: { $status }
register-of-taken = % من المسجّلة
register-of-all = % من الكل
register-attended = حضروا
register-files = هذه الأيام في ملف
register-excel = مصنّف Excel
register-import = استيراد مصنّف معدَّل
register-back = إلى السجل
register-import-file = المصنّف المعدَّل
register-import-lead = مصنّف Excel الذي يصدّره السجل، بعد تعديل الحروف في Excel أو LibreOffice أو Google Sheets وحفظه بصيغة XLSX. وتظهر التغييرات قبل أن يتغيّر أي شيء.
register-import-cell = الخلية
register-import-student = الطالب
register-import-session = الحصة
register-import-change = التغيير
register-import-no-base = البرنامج الذي حفظ هذا الملف حذف منه حالته السابقة. لذلك يُعدّ كل حرف يختلف عن السجل الحالي تغييرًا، حتى حيث قرّر شخص آخر في هذه الأثناء: يُرجى التدقيق.
register-import-nothing = السجل مطابق للملف: لا يوجد ما يتغيّر.
register-import-conflicts = قرّره آخرون في هذه الأثناء
register-import-conflicts-lead = عُدّلت هذه الحروف في الملف، وعُدّلت هنا أيضًا منذ تصديره. وتبقى كما هي هنا ما لم يُؤشَّر عليها.
register-import-override = اعتماد الملف
register-import-meanwhile = غيّره
register-import-apply = تطبيق التغييرات
register-import-problems = خلايا لا يمكن استخدامها
register-import-problems-lead = لا تغيّر شيئًا. يُرجى تصحيحها في الملف واختياره من جديد، أو تركها.
register-import-students = صفوف لطلاب ليسوا في الصف
register-import-columns = أعمدة ليست لحصة
script-apply-changes = تطبيق التغييرات: { $count }
script-applied-changes = ما سُجّل من الملف: { $count }
script-cell-photo = صورة، أو سُحب القرار
script-cell-override = اعتماد حرف الملف في { $name }
script-cell-no_status = «{ $name }» ليست حالة
script-cell-emptied = حُذف الحرف: يُكتب ? حيث لم يُقرَّر شيء
script-cell-duplicate_id = هذا الرقم موجود في { $name }
script-cell-duplicate_session = هذه الحصة موجودة في { $name }
register-csv = ملف CSV لبرامج أخرى
register-print = طباعة أو حفظ بصيغة PDF
register-too-wide = تتسع الورقة لعدد { $count } من الحصص، والحصص هنا أكثر: يُرجى اختيار أيام أقل لطباعتها.
register-moodle = حصة واحدة لـ Moodle
register-moodle-lead = يستورد نشاط الحضور في Moodle حصة واحدة كل مرة: تُفتح الحصة هناك، ثم يُختار «رفع الحضور بملف CSV» (Upload attendance by CSV)، ويُرسل ملفها. ويُعثر على الطلاب برقم الهوية (ID number). ومن انصرف مبكرًا يُحسب هناك حاضرًا؛ ومن لم يُحسم أمره بعد لا يُدرج.
student-back = سجل حضور { $name }
student-id = رقم الطالب
student-classes = الصفوف:
student-sums = حصيلة هذه الأيام
student-of-taken = من الحصص المسجّلة
student-of-all = من كل الحصص
student-history = الحضور
student-marks = كل التسجيلات
student-says = ما يفيده
student-who = من ومتى
student-not-standing = لم يعد محسوبًا
student-corrections = ما قيل عن الوجوه
student-is-other = هو شخص آخر
student-is-not-other = ليس شخصًا آخر
student-faces = الوجوه المحفوظة
student-no-face = لا يوجد وجه محفوظ: يُسجَّل حضور هذا الطالب يدويًا.
student-face-accepted = مستخدم
student-face-pending = للمراجعة
student-face-rejected = غير مستخدم
source-machine = النظام، من صورة
source-human = { $name }
source-confirmed = { $name }، بتأكيد الوجه
source-withdrawal = { $name }، بسحب التسجيل
source-closing = { $name }، بإغلاق الحصة
charts-title = رسوم { $name } البيانية
charts-school = رسوم المدرسة البيانية
charts-empty = لا يوجد ما يُرسم في هذه الأيام: لم تُعقد أي حصة.
charts-table = البيانات نفسها في جدول
charts-taken = ما حُسم أمره
charts-time = الحضور عبر الزمن
charts-time-of = نسبة الحاضرين من الصف، بالمئة، ممّن حُسم أمرهم: عدد الحصص { $count }، عدد القيود n = { $records }.
charts-days-of = نسبة الحاضرين من جميع الطلاب، بالمئة، ممّن حُسم أمرهم: عدد الأيام { $count }، عدد القيود n = { $records }.
charts-weekday = الحضور حسب أيام الأسبوع
charts-weekday-of = نسبة الحاضرين بالمئة. الخطوط الرفيعة هي فواصل ثقة 95%، على افتراض أن القيود كلها مستقلة: عدد القيود n = { $records }.
charts-student = الحضور حسب الطالب
charts-student-of = نسبة ما حضره كل طالب من الحصص التي حُسم أمرها، بدءًا بالأدنى: عدد الطلاب { $count }، عدد القيود n = { $records }.
charts-class = الحضور حسب الصف
charts-class-of = نسبة الطلاب الحاضرين، بدءًا بالأدنى: عدد الصفوف { $count }، عدد القيود n = { $records }.
charts-class-name = الصف
weekday-1 = الاثنين
weekday-2 = الثلاثاء
weekday-3 = الأربعاء
weekday-4 = الخميس
weekday-5 = الجمعة
weekday-6 = السبت
weekday-7 = الأحد
quality-title = مدى صواب النظام
quality-empty = لا يوجد ما يُقارن في هذه الأيام: لا تُحسب إلا الحصص المغلقة التي لها صور.
quality-lead = { $count ->
    [zero] لا حصص مغلقة لها صور: ما قاله النظام، مقابل ما ثبت في النهاية.
    [one] حصة مغلقة واحدة لها صور: ما قاله النظام، مقابل ما ثبت في النهاية.
    [two] حصتان مغلقتان لهما صور: ما قاله النظام، مقابل ما ثبت في النهاية.
    [few] { $count } حصص مغلقة لها صور: ما قاله النظام، مقابل ما ثبت في النهاية.
    [many] { $count } حصة مغلقة لها صور: ما قاله النظام، مقابل ما ثبت في النهاية.
   *[other] { $count } حصة مغلقة لها صور: ما قاله النظام، مقابل ما ثبت في النهاية.
}
quality-means = ما لا يظهر هنا: لا يؤكّد الناس إلا ما ينظرون إليه. والتسجيل الخاطئ الذي لم يلاحظه أحد يُحسب هنا صحيحًا، فقد يكون النظام أسوأ من هذه الأرقام. والطلاب الذين ليس لهم وجه محفوظ يُحسبون فائتين. أما نسب الخطأ الحقيقية فتحتاج إلى صور كل وجه فيها معلوم الاسم: الأمر «muster evaluate» يقيسها.
quality-what = المقياس
quality-share = النسبة
quality-interval = فاصل ثقة 95%
quality-precision = الدقة
quality-precision-means = من الطلاب الذين سجّلهم النظام، من كانوا حاضرين
quality-recall = الاسترجاع
quality-recall-means = من الطلاب الذين كانوا حاضرين، من سجّلهم النظام
quality-override = ما غيّره الناس
quality-override-means = من الطلاب الذين سجّلهم النظام؛ ويشمل التغيير إلى متأخر أو انصرف مبكرًا
quality-review = ما أُحيل للمراجعة
quality-review-means = من الوجوه التي في الصور
quality-f1 = F1
quality-drift = هل يتغيّر أداؤه مع الوقت؟
quality-drift-of = ارتفاع أي من الخطين يعني أن الأمر صار أصعب على النظام: فالوجوه تتغيّر، وحفظ الوجوه من صور جديدة يساعد. عدد الحصص { $count }، عدد الطلاب المسجّلين n = { $records }. والمسافة بالمئة من العتبة: عند 100 يكاد الوجه لا يُعرف.
quality-depth = متوسط مسافة تسجيلاته، نسبةً إلى العتبة
quality-right = صحيح
quality-wrong = خاطئ
quality-missed = فائت
quality-depth-short = المسافة

# First steps
tour-title = الخطوات الأولى
tour-begin = البدء بالخطوات الأولى
tour-lead = من مدرسة بلا بيانات إلى أول سجل حضور. تبيّن كل خطوة ما أُنجز، وتمكن العودة إلى هنا في أي وقت.
tour-go = الانتقال إليها
tour-done = حتى الآن: { $count }
tour-class = إضافة الصفوف
tour-class-how = لكل صف اسم ومعرّف خاص بالمدرسة.
tour-students = إضافة الطلاب إلى قائمة الصف
tour-students-how = واحدًا واحدًا، أو دفعة واحدة من ملف CSV من برنامج المدرسة. والطالب الذي ليس له وجه محفوظ يُسجَّل حضوره يدويًا، ويظهر مع ذلك في كل قائمة.
tour-enrol = حفظ الوجوه
tour-enrol-how = ثلاث صور أو أكثر لكل طالب، أو صورة واحدة للصف تُسمّى الوجوه التي فيها. وحيثما شكّ النظام، لا يُحسب أي وجه حتى تنظر إليه.
tour-take = تسجيل الحضور
tour-take-how = يُرجى اختيار الصف واليوم، ثم التقاط الصور أو اختيارها: صورتان أو أكثر للصف الكبير. ومن دون صور يكون التسجيل يدويًا.
tour-close = المراجعة، ثم إغلاق الحصة
tour-close-how = يُرجى تأكيد ما لم يتأكد منه النظام أو تصحيحه. عند الإغلاق يُسجَّل غائبًا كل من لم يُرصد؛ ويمكن بعد ذلك تصحيح كل شيء.
tour-register = تنزيل سجل الحضور
tour-register-how = في ملف Excel أو CSV، أو لـ Moodle، أو على الورق.
tour-invite = دعوة المعلّمين
tour-invite-how = يحصل كل معلّم على رابط لاختيار كلمة مرور، ويرى صفوفه فقط.
tour-demo = صف للتجربة
tour-demo-lead = ثلاثة طلاب وصورة للصف، مركّبة من صور ترد في حزم برمجية عامة. ولا تُجلب إلا عند طلبها.
tour-demo-make = إنشاء الصف التجريبي
tour-demo-there = الصف التجريبي جاهز. يُرجى فتح حصة اليوم: ثم تسمية وجه غير معروف، والرجوع عن ذلك بزر «تراجع»، ورسم إطار حول وجه فائت، وبعدها إغلاق الحصة والاطلاع على سجل الحضور.
tour-demo-open = فتح الصف التجريبي
tour-how-title = من المفيد معرفته
tour-how-photos = أن يكون ضوء النوافذ خلف الكاميرا، وألا يقل ارتفاع وجوه الصف الأخير من المقاعد على الشاشة عن ظفر الإصبع، وأن تُلتقط عدة صور من أماكن مختلفة: هذا أكثر ما يساعد.
tour-how-review = النظام يقترح والقرار لك. وما تقوله هو المعتمد دائمًا، ويُؤخذ به في الصور التالية.
tour-how-hand = كل شيء يعمل من دون صور ومن دون وجوه.
tour-how-keys = في صفحة الحصة، يعرض المفتاح ? كل اختصارات لوحة المفاتيح.
tour-how-privacy = تُحفظ الصور حتى إغلاق الحصة، ولمدة يوم واحد على الأكثر؛ وبعد ذلك لا تبقى إلا الوجوه، مشفّرة.
error-no_demo = تعذّر جلب صور الصف التجريبي: قد لا يُسمح لهذا الخادم بالوصول إلى مستودع الحزم.
error-no_app = لا يوجد تطبيق هاتف على هذا الخادم. يمكن لمن يديره أن يُنشئه بالأمر ⁦cargo xtask app⁩.
error-request_reused = سبق إرسال هذا الطلب بمحتوى آخر: يُرجى تحميل الصفحة من جديد.

# What people did
nav-activity = النشاط
activity-from = من
activity-to = إلى
activity-show = عرض
activity-filter = البحث عن اسم أو صف أو كلمة
activity-lead = من قرّر ماذا في حصص هذه الأيام. أما ما اقترحه النظام ففي صفحة كل حصة.
activity-none = لم يقرّر أحد شيئًا في حصص هذه الأيام.
activity-more = هذه أحدث { $count }: اختر أيامًا أقل لرؤية البقية.
activity-when = متى
activity-who = من
activity-session = الحصة
activity-what = ماذا
deed-withdrew = { $name }: أُلغي التسجيل اليدوي
deed-is = قال إن الوجه هو وجه { $name }
deed-is-not = قال إن الوجه ليس وجه { $name }
deed-nobody = قال إن الوجه ليس لأحد من هذا الصف
deed-open = تراجع عمّا قيل عن وجه
deed-closed = أغلق الحصة
deed-reopened = أعاد فتح الحصة: { $reason }

# The timetable at a session, statuses of the school's own, leave
by-leave = أدخلها { $name }،
source-leave = { $name }، بإدخال إذن غياب
leave-word = في إذن غياب
said-marked = { $name }: تم التسجيل.
mark-more = { $name }: حالة أخرى
mark-more-short = المزيد…
mark-set = تسجيل
meeting-group = المجموعة { $name }
session-others = أيضًا في هذا اليوم:
session-unlabelled = بلا اسم
meeting-state-planned = مخطط لها
meeting-state-not_taken = لم يُسجَّل الحضور
meeting-state-open = مفتوحة
meeting-state-closed = مغلقة
meeting-state-cancelled = ملغاة
counts-attended = حضور
counts-excused = بعذر
counts-absent = غياب
counts-not_counted = لا يُحتسب
home-missed = حصص لم يُسجَّل حضورها
home-missed-lead = حصص آخر { $count } يومًا بدأت ولم يسجّل أحد حضورها.
home-day = اليوم بالترتيب
begin-foreseen = في جدول اليوم:
begin-other = أو يوم آخر أو درس آخر:
week-title = الأسبوع
week-choose = أي أسبوع
week-before = الأسبوع السابق
week-after = الأسبوع التالي
week-holiday = عطلة: { $name }
week-nothing = لا شيء
groups-title = المجموعات
groups-lead = أجزاء من الصف تجتمع وحدها. يمكن أن يذكر الجدول إحداها؛ وحصصها لطلابها فقط.
group-name = اسم المجموعة
group-make = إنشاء مجموعة
group-made = أُنشئت المجموعة. اختر اسمها لتحديد أعضائها.
group-members = الأعضاء
group-change-lead = إذا اجتمع الصف من قبل، فالجدد فيها من اليوم، ومن يخرج كان فيها حتى أمس.
group-remove = حذف المجموعة
group-remove-lead = تبقى حصصها بما سُجّل فيها. يجب أولًا حذف مواعيد الجدول التي تذكرها.
group-removed = حُذفت المجموعة.

# The school year
nav-year = العام الدراسي
year-class = الصف
year-all-classes = كل الصفوف
timetable-title = الجدول
timetable-lead = متى يجتمع كل صف. منه تظهر الحصص في الصفحة الأولى، ويُنبَّه إلى ما لم يُسجَّل حضوره.
timetable-none = لا شيء في الجدول لهذا الصف بعد.
entry-add = إضافة إلى الجدول
entry-add-to = إضافة إلى جدول { $name }
entry-change = تعديل
entry-change-one = تعديل { $name }
entry-remove = حذف من الجدول
entry-remove-lead = تبقى الحصص المسجَّلة. وتُنسى إلغاءاته.
entry-removed = حُذف من الجدول.
entry-weekdays = في هذه الأيام
entry-starts = تبدأ
entry-ends = تنتهي
entry-group = من يجتمع
entry-whole-class = الصف كله
entry-every = كم مرة
entry-every-week = كل أسبوع
entry-every-n = مرة كل { $count } أسابيع
entry-term = أخذ أيام فصل دراسي
entry-grace = متأخر بعد هذا العدد من الدقائق من البداية
entry-grace-hint = إن تُرك فارغًا فلا تجعل أي صورة أحدًا متأخرًا.
entry-late-from = متأخر بعد { $count } دقيقة
calendar-title = الفصول والعطل
calendar-lead = لا يجتمع أي صف في العطل. يمكن عرض السجلات حسب الفصل.
calendar-terms = الفصول الدراسية
calendar-holidays = العطل
calendar-add-terms = إضافة فصل
calendar-add-holidays = إضافة عطلة
calendar-name = الاسم
calendar-none = لا يوجد بعد.
row-remove = إزالة { $name }
row-up = نقل { $name } إلى أعلى
row-down = نقل { $name } إلى أسفل
meeting-cancel = إلغاؤها
meeting-cancel-lead = عندها لا يُنتظر أحد، ولا تُذكر كحصة لم يُسجَّل حضورها. يمكن التراجع.
meeting-reason = لماذا؟ (يمكن تركه فارغًا)
meeting-cancelled = أُلغيت الحصة.
meeting-hold = ستُعقد في موعدها
meeting-held = ستُعقد الحصة.
period-month-or-term = شهر أو فصل
period-months = الأشهر

# Leave
nav-leave = أذون الغياب
leave-lead = أسباب مقبولة لعدم الحضور. تُعد حصص هذه الأيام غيابًا بعذر، ما لم تقل صورة أو شخص إن الطالب كان حاضرًا.
leave-ahead = الآن ولاحقًا
leave-past = السابقة
leave-none = لا يوجد.
leave-enter = إدخال إذن غياب
leave-entered = أُدخل إذن الغياب.
leave-first-day = أول يوم
leave-last-day = آخر يوم
leave-one-day = دون آخر يوم تكون يومًا واحدًا.
leave-letter = النوع
leave-note = ملاحظة
leave-note-hint = اكتب الضروري فقط. تُحفظ مشفّرة، ولا يقرؤها إلا من يحق له رؤية الطالب.
leave-file = ملف: PDF أو JPEG أو PNG أو WebP حتى 10 ميغابايت
leave-file-add = إضافة الملف
leave-file-added = أُضيف الملف.
leave-change = إضافة ملف أو سحب
leave-withdraw = سحب هذا الإذن
leave-withdraw-lead = عندها لا يُحتسب وتُحذف ملفاته. لا يمكن التراجع: أدخله من جديد إن لزم.
leave-withdrawn = مسحوب
leave-withdrawn-said = سُحب إذن غياب { $name }.
stays-title = في قائمة الصف
stays-lead = من متى إلى متى. حصص الأيام الأخرى لا تخص هذا الطالب، إلا إذا سجّله أحد فيها.
stays-first-day = أول يوم؛ فارغ: منذ البداية
stays-last-day = آخر يوم؛ فارغ: ما زال
stays-ever = منذ البداية
stays-still = ما زال
stays-add = إضافة فترة

# Statuses
nav-statuses = الحالات
statuses-lead = ما تكتبه المدرسة في سجلاتها. يحتفظ ما سُجّل بحروفه إذا اخترت مجموعة أخرى.
statuses-used = مستخدمة
statuses-own = خاصة بكم
statuses-use = استخدامها
statuses-chosen = المستخدمة الآن: { $name }
statuses-copy = تعديل نسخة
statuses-copy-of = نسخة من { $name }
statuses-change = تعديل { $name }
statuses-count = حروفها: { $count }
statuses-edit-lead = الترتيب هو ترتيب القوائم. أول حرف للحالة هو ما تضعه الصور وإغلاق الحصة. لا بد من حاضر وغائب.
statuses-set-name = اسم المجموعة
statuses-letter = الحرف
statuses-name = الاسم
statuses-core = تعني
statuses-counts = تُحتسب
statuses-points = النقاط
statuses-colour = اللون
statuses-add = إضافة حالة

# Events, second confirmers, substitutes, launches from a learning platform
event = فعالية
event-make = إنشاء فعالية
event-lead = اجتماع أو رحلة: لها قائمة خاصة بها من صفوف ومن طلاب منفردين، وتقام مرة واحدة. وتتعرف الصور عليهم من الوجوه المحفوظة.
event-name = الاسم
event-name-hint = أمسية أولياء الأمور
event-list-open = قائمة مفتوحة: لا يلزم أحدًا الحضور
event-list-open-hint = عند إغلاقها تكون القائمة هي من حضر، ولا يُعد أحد غائبًا. وبدون ذلك يُعد من لم يُرَ غائبًا.
event-classes = من أي الصفوف يمكن الحضور
event-students = آخرون يمكنهم الحضور
event-go = إلى قائمتها
event-open-list = فعالية بقائمة مفتوحة: لا يلزم أحدًا الحضور، ولا يُعد أحد غائبًا.
event-past = فعاليات سابقة: { $count }
closing-open-list = القائمة مفتوحة: من لم يُرَ لم يكن حضوره لازمًا، ولا يُعد غائبًا.
standing-awaits = بانتظار التأكيد
standing-locked = مقفلة
confirm-done = مؤكدة
confirm-by = بواسطة { $name }،
confirm-lead = يجب أن يراجع هذه الحصة شخص غير الذي أغلقها.
confirm-closed-by = أغلق { $name } هذه الحصة؛ ويجب أن يراجعها شخص آخر.
confirm-own = أغلقت هذه الحصة بنفسك: يجب أن يراجعها شخص آخر.
confirm-do = تأكيد صحتها
confirm-said = تم تأكيد الحصة.
substitute-title = الإنابة عن آخرين
substitute-lead = صفوف نيابة عن شخص آخر: من الآن حتى نهاية اليوم الأخير، ثم تنتهي من تلقاء نفسها.
substitute-none = لا توجد حاليًا.
substitute-now = ينوب في: { $name }
substitute-from = من
substitute-first-day = اليوم الأول؛ فارغ: فورًا
substitute-until = حتى
substitute-over = انتهت
substitute-class = الصف
substitute-add = إضافة الإنابة
substitute-added = الصف لهذا الشخص حتى اليوم الأخير.
substitute-removed = لم يعد { $name } لهذا الشخص.
statuses-remove = إزالة هذه المجموعة
statuses-remove-lead = يحتفظ ما سُجّل بحروفه؛ والحرف الذي لا تتضمنه المجموعة المستخدمة يظهر كأول حرف من نوعه.
statuses-remove-used = تُكتب سجلاتك بهذه المجموعة: استخدم مجموعة أخرى أولًا.
statuses-removed = أُزيلت { $name }.
launch-framed = لا يعرض Muster صفًا داخل صفحة موقع آخر.
launch-no-sign-in = لا تسجّل هذه المنصة دخولك إلى Muster: سجّل الدخول بحسابك.
launch-no-course = لا تذكر المنصة من أي مقرر أتيت: افتح Muster من مقرر.
launch-unlinked = هذا المقرر ليس صفًا في Muster بعد. يحدد مسؤول أي صف هو، في الإدارة ثم الاتصالات: المنصة { $platform }، النشر { $deployment }، المقرر { $course }.
launch-open = فتح Muster في نافذة جديدة
error-launch = تعذّر فتح Muster من منصة التعلّم.
error-not_begun = لم يبدأ هذا في هذا المتصفح، أو بدأ قبل أكثر من عشر دقائق: ابدأ من جديد.
error-platform = لم تنفّذ منصة التعلّم ما طُلب منها.

# Consent and privacy
nav-consent = الموافقة
nav-privacy = الخصوصية
consent-lead = لا يُستخدم الوجه إلا إذا قال أحد نعم ولم يقل أحد لا. ويُسجَّل الآخرون بأسمائهم في القوائم نفسها.
consent-counts = يمكن اليوم استخدام { $allowed } من { $all } من الوجوه.
consent-enter = تسجيل ما قاله أحد
consent-state = الموافقة
consent-ledger = ما قيل
consent-more = المزيد
consent-nothing = لا شيء بعد
consent-none = لم يُسأل
consent-granted = نعم
consent-objected = لا: اعتراض
consent-withdrawn = لم يعد: سُحبت
consent-refused-by-child = لا، يقول الطفل
consent-until = حتى
consent-entries = { $count ->
    [one] إدخال واحد
    [two] إدخالان
    [few] { $count } إدخالات
   *[other] { $count } إدخالًا
}
consent-read = قرأ { $version }، { $language }
consent-rights = تصدير، محو
consent-export = كل ما يُحفظ عنه (ZIP)
consent-erase = محو نهائي
consent-erase-sure = إزالة { $name } من القوائم والسجلات وكل شيء آخر. لا يمكن التراجع عن ذلك.
consent-erased = تم المحو. حُفظ الإيصال في ملف.
consent-said = ماذا قالوا
consent-person = من قال ذلك
consent-relation = صلته بالطالب
relation-parent = أحد الوالدين
relation-guardian = وليّ أمر
relation-student = الطالب
consent-text = النص الذي قرأه
consent-language = لغته
consent-last-day = آخر يوم للموافقة (اختياري)
consent-evidence = أين يمكن رؤيته، مثل: استمارات في الملف 7b
consent-file-remove = إزالة الملف
consent-file-sure = لا مكان له هنا. لا يمكن لأحد استعادته.
consent-file-removed = أُزيل الملف.
consent-no-hint = كلمة لا تزيل فورًا كل ما يُحفظ عن الوجه. وتبقى علامات الحضور.
privacy-faces = أين تُستخدم الوجوه
privacy-faces-lead = بدون وجوه يبقى كل شيء آخر كما هو: القوائم والسجلات والتقارير.
privacy-never = القانون المختار يمنع استخدام الوجوه في المدارس.
privacy-school = المدرسة كلها
privacy-on = مستخدمة
privacy-off = غير مستخدمة
privacy-switch-on = استخدام الوجوه
privacy-switch-off = عدم استخدام الوجوه
privacy-off-sure = يُزال فورًا كل ما يُحفظ عن هذه الوجوه.
privacy-law = القانون
privacy-law-lead = اختير بواسطة --jurisdiction؛ ليس استشارة قانونية
privacy-kept = كم من الوقت يُحفظ
privacy-pictures = صور الصف
privacy-crops = الوجوه المقتطعة
privacy-templates = الوجوه والقوالب المسجلة، بعد المغادرة
privacy-hours = { $count } ساعة على الأكثر
privacy-days = { $count } أيام
privacy-records = سجلات الحضور والأعذار والسجل
privacy-years = { $count ->
    [zero] صفر سنوات
    [one] سنة واحدة
    [two] سنتان
    [few] { $count } سنوات
    [many] { $count } سنة
   *[other] { $count } سنة
}
privacy-until-erased = حتى يمحو أحد الطالب
privacy-papers = أوراق
privacy-notice = إشعار يستطيع الأطفال قراءته
privacy-assessment = نموذج تقييم الأثر
privacy-log = من فعل ماذا
privacy-holds = السجل سليم
privacy-log-counts = { $entries } إدخالًا تضمن { $marks } علامة
privacy-log-forgotten = { $count } من الإدخالات الأقدم لم تعد موجودة: انتهت مدتها
privacy-broken = السجل غير سليم: غيّره أحد من وراء Muster.
privacy-head = نهايته؛ دوّنها في مكان آخر:
privacy-filter = ابحث في السجل
privacy-kind = النوع
privacy-outcome = الجواب
audit-access = نظر إلى وجوه
audit-mark = علامات
audit-export = تصدير
audit-biometrics = وجوه وموافقة
audit-administration = إدارة
audit-removal = محو
error-face_not_allowed = لا توجد موافقة على استخدام هذا الوجه.

# Checking in by oneself

check-in-open = تسجيل ذاتي
check-in-title = تسجيل الحضور
check-in-back = العودة إلى الحصة
check-in-code = رمز للمسح
check-in-changes = يتغيّر كل 15 ثانية، فلا تنفع صورته المرسلة بعد قليل.
check-in-here = من سجّلوا حضورهم
check-in-lead = يمسح الطلاب الرمز بهواتفهم ويكتبون أرقامهم. ومن لا هاتف معه تسجّله أنت.
check-in-look-over = الرمز يدل على من رآه لا على من في القاعة: راجع القائمة قبل الإغلاق.
check-in-number = رقمك الطلابي
check-in-go = أنا حاضر
check-in-done = سُجّل حضورك:
check-in-told = يرى معلمك أنك سجّلت حضورك بنفسك، والقرار له.
check-in-over = انتهت صلاحية هذا الرمز. امسح الرمز المعروض الآن.
check-in-count = { $count ->
    [0] لم يسجّل أحد حضوره بعد
    [one] سجّل طالب واحد حضوره
    [two] سجّل طالبان حضورهما
    [few] سجّل { $count } طلاب حضورهم
    [many] سجّل { $count } طالبًا حضورهم
   *[other] سجّل { $count } طالب حضورهم
}
error-code_is_over = انتهت صلاحية هذا الرمز. امسح الرمز المعروض الآن.
error-device_used = سُجّل بهذا الهاتف حضور شخص آخر. اسأل معلمك.
error-session_closed = الحصة مغلقة. اسأل معلمك.
error-decided_already = سجّل معلمك حالتك من قبل. اسأله.
