# Urdu, translated from en.ftl. Ids that begin with `script-` and `error-` are said by the page's script.

skip = سیدھے مواد پر جائیں
needs-script = اس کنسول کو JavaScript درکار ہے: آپ کے فیصلے اسی کے ذریعے بھیجے جاتے ہیں۔
language = زبان
theme = رنگ
theme-system = آلے کی ترتیب کے مطابق
theme-light = ہلکا
theme-dark = گہرا
go-on = آگے بڑھیں
cancel = منسوخ کریں
choose = منتخب کریں…
date = تاریخ
state = حالت
student = طالب علم

nav-main = مرکزی فہرست
nav-home = جماعتیں
nav-admin = انتظامیہ
nav-sign-out = سائن آؤٹ
nav-sessions = نشستیں
nav-register = حاضری رجسٹر
nav-students = طلبہ
nav-enrolment = چہروں کا ریکارڈ
nav-charts = چارٹ
nav-live = براہِ راست
nav-users = صارفین
nav-keys = آلات کی کلیدیں
nav-classes = جماعتیں
nav-recognition = شناخت
nav-jobs = کام
nav-data = ڈیٹا
nav-health = سسٹم کی صحت

problem-title = یہ صفحہ دکھایا نہیں جا سکتا
problem-home = آپ کی جماعتوں کی طرف

sign-in-title = سائن اِن
sign-in-login = لاگ اِن نام، مثلاً آپ کا ای میل پتا
sign-in-password = پاس ورڈ
sign-in-code = توثیقی ایپ کا کوڈ، یا بازیابی کوڈ
sign-in-go = سائن اِن کریں
sign-in-provider = اپنے اسکول کے ذریعے سائن اِن کریں
sign-in-lost = پاس ورڈ کھو گیا؟ منتظم آپ کو نیا پاس ورڈ چننے کے لیے لنک بنا کر دے سکتے ہیں۔
set-up-title = اس اسکول کو ترتیب دیں
set-up-lead = آپ پہلے منتظم ہوں گے: باقی سب کو آپ ہی دعوت دیں گے۔
set-up-name = آپ کا نام، جیسا حاضری رجسٹر میں دکھائی دے گا
set-up-login = وہ نام جس سے آپ سائن اِن کریں گے، مثلاً آپ کا ای میل پتا
invitation-title = پاس ورڈ چنیں
invitation-lead = کسی منتظم نے آپ کو دعوت دی ہے، یا آپ کا پاس ورڈ ری سیٹ کیا ہے۔ یہ لنک صرف ایک بار کام کرے گا۔
link-no-token = اس پتے میں # کے بعد والا ٹوکن موجود نہیں: پورا لنک کھولیں۔
password-new = 10 یا زیادہ حروف کا پاس ورڈ؛ کئی الفاظ مل کر اچھا پاس ورڈ بناتے ہیں
password-current = آپ کا موجودہ پاس ورڈ
password-show = دکھائیں

account-title = آپ کا اکاؤنٹ
account-look = زبان اور رنگ
account-password = پاس ورڈ
account-password-lead = اس کے بعد آپ کو یہاں اور ہر دوسری جگہ دوبارہ سائن اِن کرنا ہوگا۔
account-password-change = پاس ورڈ تبدیل کریں
account-factor = دوسرا توثیقی مرحلہ
account-factor-on = سائن اِن کے لیے توثیقی ایپ کا کوڈ درکار ہے۔
account-factor-off = دوسرے توثیقی مرحلے کے ہوتے ہوئے کوئی صرف آپ کے پاس ورڈ سے اندر نہیں آ سکتا۔
account-factor-add = دوسرا توثیقی مرحلہ شامل کریں
account-factor-scan = اسے کسی توثیقی ایپ سے اسکین کریں، یا نیچے دی گئی کلید ٹائپ کریں۔ پھر ایپ میں نظر آنے والا کوڈ درج کریں۔
account-factor-confirm = تصدیق کریں
account-factor-remove = دوسرا توثیقی مرحلہ ہٹائیں
account-factor-codes = دوسرا توثیقی مرحلہ فعال ہے۔ یہ بازیابی کوڈ محفوظ جگہ رکھیں: توثیقی ایپ کھو جائے تو ہر کوڈ ایک بار کام آئے گا۔ یہ صرف ابھی دکھائے جا رہے ہیں۔
account-factor-required = آپ کا اسکول آپ سے دوسرا عامل چاہتا ہے۔ اسے نیچے ترتیب دیں؛ پھر سب کچھ دوبارہ کھل جائے گا۔
account-sign-ins = آپ کہاں سائن اِن ہیں
account-sign-ins-lead = جو آپ کا نہیں یا ایسے آلے پر ہے جو اب آپ کے پاس نہیں، اسے ختم کریں۔ نیا پاس ورڈ سب ختم کر دیتا ہے۔
account-sign-in-unnamed = بے نام پروگرام
account-sign-in-since = سے
account-sign-in-used = آخری استعمال
account-sign-in-this = یہاں
account-sign-in-end = وہاں سائن آؤٹ کریں
account-sign-in-ended = وہاں سائن آؤٹ ہو گیا۔
connect-title = اپنا فون جوڑیں
connect-lead = اپنے فون سے حاضری لیں: اس کے براؤزر میں یا Muster ایپ سے۔
connect-show = کوڈ دکھائیں
connect-scan = فون کے کیمرے کا رخ کوڈ کی طرف کریں: ایپ فون کے براؤزر میں کھل جائے گی۔
connect-installed = یا نصب شدہ Muster ایپ کھولیں اور “کوڈ اسکین کریں” چنیں۔
connect-sign-in = وہاں اسی طرح سائن اِن کریں جیسے یہاں کرتے ہیں۔
connect-address = ایپ کا پتہ
connect-picture = ایپ کے پتے کا QR کوڈ
connect-unencrypted = یہ پتہ خفیہ کردہ نہیں ہے۔ طلبہ کی تصاویر اور پاس ورڈ اس طرح نہیں بھیجے جانے چاہییں: جو سرور چلاتا ہے وہ اسے https پتہ دے (⁦docs/operations.md⁩)۔
connect-this-machine = فون اس پتے تک نہیں پہنچ سکتا: اس سے مراد صرف یہی کمپیوٹر ہے۔ یہ صفحہ اپنے نیٹ ورک میں سرور کے پتے سے کھولیں، یا ⁦muster.toml⁩ میں ⁦public_url⁩ لکھیں۔
connect-no-app = اس سرور پر فون کے براؤزر کے لیے ایپ نہیں ہے؛ نصب شدہ Muster ایپ پھر بھی کام کرتی ہے۔ جو سرور چلاتا ہے وہ اسے ⁦cargo xtask app⁩ سے شامل کر سکتا ہے۔

home-title = آپ کی جماعتیں
home-today = آج
home-attended = { $all } میں سے { $attended } حاضر
home-empty-title = ابھی کوئی جماعت نہیں ہے
home-empty-admin = ایک جماعت شامل کریں، پھر اس کے طلبہ؛ اس کے بعد ایک تصویر سے حاضری لی جا سکے گی۔
home-empty-teacher = ابھی کوئی جماعت آپ کے ذمے نہیں۔ منتظم آپ کو جماعتیں دے سکتے ہیں۔
home-add-class = جماعت شامل کریں
class-students = { $count ->
    [one] 1 طالب علم
   *[other] { $count } طلبہ
}
class-without-face = { $count ->
    [one] 1 کا چہرہ ریکارڈ میں نہیں
   *[other] { $count } کے چہرے ریکارڈ میں نہیں
}
class-empty = اس جماعت میں ابھی کوئی طالب علم نہیں۔
class-add-students = طلبہ شامل کریں
class-enrol-them = چہرے ریکارڈ میں شامل کریں
class-no-session = ابھی کوئی حاضری نہیں لی گئی۔
take-attendance = حاضری لیں
session-label = پیریڈ
session-label-hint = پیریڈ، اگر دن میں ایک سے زیادہ ہوں

session-title = { $name } کی حاضری
session-open = کھلی
session-closed = بند
session-close = نشست بند کریں
session-close-again = دوبارہ بند کریں
session-reopen = دوبارہ کھولیں
session-locked = اس نشست میں اب تبدیلی نہیں ہوتی، تاریخ
reopening-title = نشست دوبارہ کھولیں
reopening-lead = جو صرف نشست بند ہونے کی وجہ سے غیر حاضر تھے وہ پھر «نظر نہیں آئے» ہو جائیں گے۔ کھولنے کی وجہ ریکارڈ میں رہتی ہے۔
reopening-reason = کیوں؟
session-before = پچھلی نشست
session-after = اگلی نشست
session-counts = حاضری کی موجودہ صورت
session-nobody-enrolled = اس جماعت میں ابھی کسی کی شناخت نہیں ہو سکتی: ہاتھ سے اندراج کریں، یا چہرے ریکارڈ میں شامل کریں۔
count-attended = حاضر
count-to-review = جانچ طلب
count-not-seen = نظر نہیں آئے
count-absent = غیر حاضر
count-unknown = نامعلوم چہرے
keys = کی بورڈ شارٹ کٹ
key-next = اگلا، پچھلا
key-candidate = یہ پہلا، دوسرا، تیسرا امکان ہے
key-not = یہ پہلا امکان نہیں ہے
key-nobody = یہ جماعت میں سے کوئی نہیں
key-who = بتائیں کہ یہ کون ہے
key-statuses = حاضر، تاخیر سے، قبل از وقت روانہ، رخصت پر، غیر حاضر
key-withdraw = ہاتھ سے کیا گیا اندراج واپس لیں
key-undo = پچھلا عمل واپس کریں
key-close = نشست بند کریں
photos-add = تصاویر شامل کریں
photos-shoot = تصویر کھینچیں
photos-choose = تصاویر منتخب کریں
photos-drop = یا انہیں اس صفحے پر کہیں بھی چھوڑ دیں
photos-title = تصاویر
photo-number = تصویر { $number }، { $faces ->
    [one] 1 چہرہ
   *[other] { $faces } چہرے
}
photo-gone = تصویر محفوظ نہیں رکھی جاتی؛ یہ اس میں موجود چہرے ہیں۔
photo-draw = رہ جانے والے چہرے کے گرد خانہ بنائیں
photo-large = بڑی
review-title = { $count } جانچ طلب
review-lead = جہاں غلطی سے سب سے زیادہ نقصان ہو سکتا ہے، وہ پہلے آتا ہے۔
review-card = { $name }: جانچ طلب
review-is-it = کیا یہ { $name } ہیں؟
reason-uncertain = مشابہت کافی حد تک یقینی نہیں۔
reason-runner-up-close = ایک اور طالب علم بھی تقریباً اتنا ہی مشابہ ہے۔
reason-better-face-elsewhere = تصویر کا کوئی اور چہرہ اس طالب علم سے زیادہ ملتا ہے۔
reason-low-quality = چہرہ اتنا چھوٹا، دھندلا یا مڑا ہوا ہے کہ یقین سے نہیں کہا جا سکتا۔
reason-ruled-out = کسی نے پہلے بتایا تھا کہ ایسا چہرہ اس طالب علم کا نہیں ہے۔
reason-presentation = یہ کسی تصویر یا سکرین کی تصویر ہو سکتی ہے۔
reason-sent-before = یہ تصویر یا بالکل ایسی ہی تصویر پہلے بھیجی جا چکی ہے، یا یہ کسی اور دن کی ہے۔
reason-conflict = لگتا ہے کہ کئی تصاویر میں یہی طالب علم ہے، لیکن چہرے آپس میں نہیں ملتے۔
face-in-photo = تصویر میں چہرہ
enrolled-picture = { $name }، ریکارڈ کا چہرہ
near = فاصلہ { $distance }
near-likely = { $percent }% یقینی
say-is = یہ { $name } ہیں
say-is-not = یہ { $name } نہیں
say-nobody = اس جماعت میں سے کوئی نہیں
say-else = کوئی اور…
say-open = بتائی گئی بات واپس لیں
said-is = { $name } حاضر ہیں۔
said-is-not = نوٹ کر لیا گیا: یہ { $name } نہیں۔
said-nobody = نوٹ کر لیا گیا: اس جماعت میں سے کوئی نہیں۔
said-open = بتائی گئی بات واپس لے لی گئی۔
said-named = چہرے کو نام مل گیا۔
said-mark = { $name }: { $status }۔
said-withdrawn = ہاتھ سے کیا گیا اندراج واپس لے لیا گیا۔
said-closed = نشست بند ہو گئی۔
said-reopened = نشست دوبارہ کھل گئی۔
unknown-title = { $count ->
    [one] 1 نامعلوم چہرہ
   *[other] { $count } نامعلوم چہرے
}
unknown-lead = مشین کے مطابق اس جماعت میں سے کوئی نہیں۔ اگر کوئی ہے تو بتائیں کہ کون ہے۔
unknown-face = نامعلوم چہرہ { $number }
face-title = ایک چہرہ
face-unnamed = نامعلوم چہرہ
face-who = یہ کون ہے؟
face-learn = یہ چہرہ سیکھ لیں، تاکہ اگلی بار پہچانا جائے
face-save = محفوظ کریں
back-to-session = نشست پر واپس جائیں
verdict-identified = مشین نے شناخت کیا
verdict-to_review = جانچ طلب
verdict-unknown = مشین کے لیے نامعلوم
verdict-confirmed = کسی شخص نے تصدیق کی
verdict-dismissed = کسی شخص کے مطابق اس جماعت میں سے کوئی نہیں
quality-too_small = چھوٹا
quality-blurred = دھندلا
quality-too_dark = تاریک
quality-too_bright = بہت روشن
quality-turned = مڑا ہوا
quality-cut_off = کٹا ہوا
roster-title = طلبہ کی فہرست
roster-filter = طالب علم تلاش کریں
evidence = ثبوت
mark-as = { $name }: { $status }
by-hand = بذریعہ { $name }،
by-confirmed = تصدیق کنندہ { $name }،
by-closing = { $name } کے نشست بند کرنے تک نظر نہیں آئے،
closing-title = کیا یہ نشست بند کر دی جائے؟
closing-attended = { $all } میں سے { $attended } حاضر ہیں۔
closing-to-review = { $count ->
    [one] 1 طالب علم ابھی جانچ طلب ہے
   *[other] { $count } طلبہ ابھی جانچ طلب ہیں
}: پہلے جانچ کر لیں، ورنہ غیر حاضری لگ جائے گی۔
closing-nobody = کسی کی غیر حاضری نہیں لگے گی۔
closing-absent = { $count ->
    [one] 1 طالب علم نظر نہیں آئے اور ان کی غیر حاضری لگے گی:
   *[other] { $count } طلبہ نظر نہیں آئے اور ان کی غیر حاضری لگے گی:
}
closing-later = اس کے بعد بھی اندراجات درست کیے جا سکتے ہیں اور تصاویر شامل کی جا سکتی ہیں۔

status-present = حاضر
status-late = تاخیر سے
status-left_early = قبل از وقت روانہ
status-excused = رخصت پر
status-absent = غیر حاضر
status-not_seen = نظر نہیں آئے
letter-present = ح
letter-late = ت
letter-left_early = ق
letter-excused = ر
letter-absent = غ
letter-not_seen = ?

script-undo = واپس کریں
script-undone = پچھلا عمل واپس ہو گیا۔
script-dismiss = بند کریں
script-offline = سرور سے رابطہ نہیں ہو رہا۔ کچھ ضائع نہیں ہوا: دوبارہ کوشش کریں۔
script-offline-photo = سرور سے رابطہ نہیں ہو رہا؛ تصویر یہیں منتظر ہے اور دوبارہ بھیجی جائے گی۔
script-waits = سرور سے رابطہ نہیں ہو رہا: یہ یہاں محفوظ ہے، اور سرور کے جواب دینے پر بھیج دیا جائے گا۔
script-outbox = رابطے کے منتظر: { $count }
script-failed = سرور یہ کام نہیں کر سکا۔
script-no-photo = یہ تصویر نہیں ہے: JPEG، PNG اور WebP قبول کی جاتی ہیں۔
script-queued = انتظار میں
script-sending = بھیجی جا رہی ہے
script-busy = سرور مصروف ہے؛ تصویر یہیں منتظر ہے۔
script-looking = چہرے تلاش کیے جا رہے ہیں
script-done = مکمل
script-photo-done = تصویر کے چہرے مل گئے۔
script-draw = چہرے کے گرد خانہ بنائیں۔

error-unauthorised = آپ سائن اِن نہیں ہیں۔
error-forbidden = آپ کا کردار اس کی اجازت نہیں دیتا۔
error-foreign_origin = یہ درخواست کسی اور سائٹ کے صفحے سے آئی ہے۔
error-wrong_password = لاگ اِن نام اور پاس ورڈ آپس میں نہیں ملتے۔
error-second_factor = توثیقی ایپ کا کوڈ درج کریں۔
error-wrong_code = یہ کوڈ درست نہیں یا پہلے استعمال ہو چکا ہے: اگلے کوڈ کا انتظار کریں۔
error-gone = یہ لنک استعمال ہو چکا ہے، اس کی جگہ نیا لنک آ گیا ہے، یا اس کی میعاد ختم ہو گئی ہے: نیا لنک مانگیں۔
error-too_many_attempts = بہت زیادہ کوششیں ہو گئیں: کچھ انتظار کریں، پھر دوبارہ کوشش کریں۔
error-not_found = یہ موجود نہیں، یا آپ کو اسے دیکھنے کی اجازت نہیں۔
error-invalid = درج کی گئی کوئی چیز استعمال نہیں ہو سکتی۔
error-conflict = یہ پہلے سے موجود معلومات سے میل نہیں کھاتا۔
error-locked = نشست مقفل ہے: ایڈمن اسے دوبارہ کھول سکتا ہے۔
error-too_large = یہ بہت بڑا ہے۔
error-bad_photo = یہ تصویر پڑھی نہیں جا سکتی۔
error-unsupported_photo = اس قسم کی تصویر قبول نہیں کی جاتی: JPEG، PNG یا WebP بھیجیں۔ iPhone کی HEIC تصویر فوٹو لائبریری سے منتخب کرنے پر JPEG کے طور پر بھیجی جاتی ہے۔
error-bad_base64 = یہ تصویر پڑھی نہیں جا سکتی۔
error-busy = سرور مصروف ہے: چند سیکنڈ بعد دوبارہ کوشش کریں۔
error-face_off = یہاں اس وقت چہرے نہیں پہچانے جا رہے: ہاتھ سے حاضری لیں۔
error-storage_full = سرور کی ڈسک بھر گئی ہے؛ کچھ تبدیل نہیں ہوا۔
error-storage_busy = ڈیٹا کا ذخیرہ مصروف ہے؛ کچھ تبدیل نہیں ہوا۔ دوبارہ کوشش کریں۔
error-storage_corrupt = سرور کا ڈیٹا خراب ہو گیا ہے: بیک اپ بحال کرنا ضروری ہے۔
error-unavailable = سرور اس وقت کچھ محفوظ نہیں کر سکتا؛ کچھ تبدیل نہیں ہوا۔
error-internal = سرور یہ کام نہیں کر سکا؛ کچھ تبدیل نہیں ہوا۔
error-method_not_allowed = یہ پتا ایسی درخواست قبول نہیں کرتا۔
error-weak_password = یہ پاس ورڈ ان میں سے ہے جن کا اندازہ سب سے پہلے لگایا جاتا ہے: کوئی اور چنیں۔

# Students, their roster and its import
students-add = طالب علم شامل کریں
students-added = طالب علم کو طلبہ کی فہرست میں شامل کر لیا گیا۔
students-empty-admin = انہیں ایک ایک کر کے شامل کریں، یا کوئی فہرست درآمد کریں: اسکول کے کسی بھی سافٹ ویئر یا اسپریڈ شیٹ کی CSV فائل۔
students-empty-teacher = طلبہ کو منتظم شامل کرتے ہیں، یا ان کی فہرست درآمد کرتے ہیں۔
students-id = طالب علم کا نمبر
students-id-hint = جیسا اسکول کے اپنے کاغذات میں ہے؛ یہ کبھی نہیں بدلتا
students-first-name = پہلا نام
students-last-name = خاندانی نام
students-templates = استعمال میں چہرے
students-pending = جانچ طلب
students-no-face = کوئی چہرہ ریکارڈ میں نہیں
students-few = کم
students-to-review = { $count } جانچ طلب
students-change = تبدیل کریں
students-change-one = { $name } کی تفصیل تبدیل کریں
students-rename = نام محفوظ کریں
students-renamed = نام تبدیل ہو گیا۔
students-leave = طلبہ کی فہرست سے ہٹائیں
students-leave-lead = اس کے بعد { $name } اس جماعت کی کسی نئی فہرست میں نہیں ہوں گے۔ ان کے اندراجات، اور جو کچھ ان کا ریکارڈ میں ہے، باقی رہتا ہے؛ آپ انہیں کسی بھی وقت دوبارہ شامل کر سکتے ہیں۔
students-leave-soft = ان کے اندراجات، اور جو کچھ ان کا ریکارڈ میں ہے، باقی رہتا ہے۔
students-leave-yes = { $name } کو طلبہ کی فہرست سے ہٹائیں
students-left = { $name } کو طلبہ کی فہرست سے ہٹا دیا گیا۔
students-back = طلبہ پر واپس جائیں
onfile-ready = { $all } میں سے { $ready } طلبہ کے { $enough } یا زیادہ چہرے استعمال میں ہیں۔
onfile-few = { $count ->
    [one] 1 کے اس سے کم ہیں
   *[other] { $count } کے اس سے کم ہیں
}
roster-import = فہرست درآمد کریں
import-file = درآمدی فہرست
import-lead = آپ کے اسکول کے سافٹ ویئر، Moodle یا کسی اسپریڈ شیٹ کی CSV فائل، جس میں ہر طالب علم کا نمبر اور نام ہو؛ یا OneRoster کی برآمد شدہ فائل (zip)۔ کچھ بھی بدلنے سے پہلے آپ دیکھ لیں گے کہ کیا بدلے گا۔
import-choose = فائل منتخب کریں
import-paste = یا سطریں یہاں چسپاں کریں
import-paste-hint = طالب علم کا نمبر;خاندانی نام;پہلا نام
import-look = دیکھیں کہ کیا بدلے گا
import-columns = کالموں میں کیا ہے
import-header = پہلی سطر میں کالموں کے نام ہیں
import-none = کوئی کالم نہیں
import-full-name = پورا نام، ایک ہی کالم میں
import-unmapped = بتائیں کہ طلبہ کے نمبر کس کالم میں ہیں، اور نام کس میں۔
import-source = برآمد شدہ فائل کی کون سی جماعت
import-source-lead = اس جماعت کے طلبہ، طلبہ کی فہرست میں آئیں گے۔
import-source-none = جماعت منتخب کریں
import-problems = سطریں جو استعمال نہیں ہو سکتیں
import-problems-lead = ان کے درست ہونے تک کچھ درآمد نہیں ہوگا: فائل درست کریں، پھر اسے دوبارہ منتخب کریں۔
import-left-out = شامل نہیں کیے گئے
import-left-out-lead = جو ان سطروں میں ہیں وہ طلبہ کی فہرست میں نہیں آئیں گے؛ باقی سب درآمد ہو سکتے ہیں۔
import-changes = کیا بدلے گا
import-added = طلبہ کی فہرست میں نئے
import-renamed = نئے نام
import-missing = طلبہ کی فہرست میں ہیں، مگر درآمدی فہرست میں نہیں
import-unchanged = جوں کے توں:
import-remove = انہیں طلبہ کی فہرست سے ہٹائیں
import-do = درآمد کریں
import-nothing = طلبہ کی فہرست درآمدی فہرست کے عین مطابق ہے: درآمد کرنے کو کچھ نہیں۔
script-tab = ٹیب
script-read-as = { $name } کے طور پر پڑھا گیا، خانوں کے درمیان { $count } ہے۔
script-column = کالم { $count }
script-line = سطر { $count }:
script-line-missing_id = طالب علم کا نمبر موجود نہیں
script-line-duplicate_id = طالب علم کا یہ نمبر پہلے آ چکا ہے
script-line-no_name = کوئی نام نہیں ہے
script-line-control = کسی خانے کے اندر نئی سطر ہے؛ کیا کوئی واوین کم یا زیادہ ہے؟
script-line-too_long = کوئی خانہ بہت لمبا ہے؛ کیا کوئی واوین رہ گیا ہے؟
script-line-extra_cells = خانے کالموں سے زیادہ ہیں؛ کیا کوما والا کوئی نام واوین کے بغیر ہے؟
script-line-of = { $name }، سطر { $count }:
script-line-garbled = یہ UTF-8 میں متن نہیں؛ فائل دوبارہ UTF-8 میں برآمد کریں
script-line-bad_date = کوئی تاریخ ⁦2026-11-24⁩ کی طرح نہیں لکھی گئی
script-line-suspended = اکاؤنٹ معطل ہے
script-line-deleted = حذف شدہ نشان زد ہے
script-line-no_such_user = یہ شخص برآمد شدہ فائل میں نہیں
script-line-not_student = طالب علم نہیں
script-line-not_begun = اندراج ابھی شروع نہیں ہوا
script-line-ended = اندراج ختم ہو چکا ہے
script-known-as = { $name }، اسکول کے کاغذات میں: { $count }
script-more = اور { $count } مزید
script-imported = فہرست درآمد ہو گئی۔ اس میں طلبہ کی تعداد: { $count }

# Enrolment
enrol-title = چہرے شامل کریں
enrol-student = ایک طالب علم کی تصاویر
enrol-student-lead = تین یا زیادہ تصاویر، ہر ایک میں چہرہ صاف نظر آئے، مختلف روشنی میں اور مختلف رخ سے۔
enrol-whom = یہ تصاویر کس کی ہیں؟
enrol-folders = ہر طالب علم کی تصاویر کا الگ فولڈر
enrol-folders-lead = وہ فولڈر منتخب کریں جس میں طلبہ کے فولڈر ہیں، اور ہر فولڈر کا نام طالب علم کا نمبر یا نام ہو۔ کچھ بھی بھیجنے سے پہلے آپ دیکھ لیں گے کہ کون سا فولڈر کس کا ہے۔
enrol-folder-choose = فولڈر منتخب کریں
enrol-folder = فولڈر
enrol-send = تصاویر بھیجیں
enrol-class = پوری جماعت کی ایک تصویر
enrol-class-lead = اس کے تمام چہرے مشابہت کے لحاظ سے اکٹھے کیے جاتے ہیں؛ پھر آپ بتاتے ہیں کہ کون کون ہے۔
enrolled-pending = جانچ طلب
enrolled-accepted = استعمال میں
enrolled-rejected = استعمال میں نہیں
enrolled-pending-title = { $count ->
    [one] 1 چہرہ جانچ طلب
   *[other] { $count } چہرے جانچ طلب
}
enrolled-pending-lead = جب تک کوئی انہیں دیکھ نہ لے، یہ استعمال نہیں ہوتے: خراب یا غلط تصویر کی وجہ سے دوسروں کو یہی طالب علم سمجھ لیا جاتا ہے۔
enrolled-rather = یہ ان سے زیادہ ملتا ہے:
enrolled-accept = ہاں، استعمال کریں
enrolled-reject = استعمال نہ کریں
enrolled-use = استعمال کریں
enrolled-later = بعد میں جانچیں
enrolled-said-accepted = اب سے یہ چہرہ { $name } کے لیے استعمال ہوگا۔
enrolled-said-all-accepted = اب سے یہ چہرے استعمال ہوں گے۔
enrolled-said-rejected = نوٹ کر لیا گیا: استعمال میں نہیں۔
enrolled-said-pending = جانچ بعد میں ہوگی۔
enrolled-said-is = یہ چہرے { $name } کے ہیں، اور اب سے استعمال ہوں گے۔
enrolled-of-roster = جماعت کا کوئی طالب علم
enrolled-new-student = کوئی نیا
enrolled-back = چہروں کے ریکارڈ پر واپس جائیں
nameless-title = { $count ->
    [one] 1 چہرہ بغیر نام کے
   *[other] { $count } چہرے بغیر نام کے، { $groups ->
        [one] ایک ہی شخص کے
       *[other] تقریباً { $groups } لوگوں کے
    }
}
nameless-lead = ملتے جلتے چہرے ایک ساتھ ہیں۔ جو چہرے کسی اور کے ہوں ان سے نشان ہٹا دیں، پھر بتائیں کہ یہ کون ہے۔
nameless-more = انہیں نام مل جائیں تو مزید چہرے آئیں گے۔
nameless-card = گروہ { $number }: { $count ->
    [one] ایک چہرہ بغیر نام کے
   *[other] { $count } چہرے، غالباً ایک ہی شخص کے
}
nameless-who = یہ کون ہے؟
nameless-face = { $source } سے چہرہ { $number }
nameless-reject = اس جماعت میں سے کوئی نہیں
misfits-title = { $count ->
    [one] استعمال میں 1 چہرہ شاید غلط ہے
   *[other] استعمال میں { $count } چہرے شاید غلط ہیں
}
misfits-lead = یہ طالب علم کے باقی چہروں سے میل نہیں کھاتے۔ اگر یہ درست ہیں تو کچھ کرنے کی ضرورت نہیں۔
misfit-unlike = یہ طالب علم کے باقی چہروں سے نہیں ملتا (فاصلہ { $distance })۔
misfit-two = طالب علم کے چہروں میں دو لوگ نظر آتے ہیں: { $of } میں سے { $alike } اس چہرے سے ملتے ہیں۔
misfit-nearer = یہ { $name } سے زیادہ ملتا ہے (فاصلہ { $distance })۔
alike-title = { $count ->
    [one] ملتے جلتے طلبہ کی 1 جوڑی
   *[other] ملتے جلتے طلبہ کی { $count } جوڑیاں
}
alike-lead = مشین ان میں مشکل سے فرق کر پاتی ہے، اس لیے ان کے چہرے زیادہ بار جانچ کے لیے آتے ہیں۔ دونوں کے مزید چہرے شامل کرنے سے مدد ملتی ہے۔ اگر دونوں ایک ہی شخص ہیں جو دو بار ریکارڈ میں شامل ہو گیا، تو ان میں سے ایک کو طلبہ کی فہرست سے ہٹا دیں۔
onfile-title = { $count ->
    [one] ریکارڈ میں 1 چہرہ
   *[other] ریکارڈ میں { $count } چہرے
}
onfile-empty = ریکارڈ میں ابھی کوئی چہرہ نہیں۔ اوپر تصاویر شامل کریں۔
onfile-lead = کوئی چہرہ منتخب کر کے بتائیں کہ کس کا ہے۔ ایک ساتھ فیصلہ کرنے کے لیے کئی چہروں پر نشان لگائیں؛ طالب علم منتخب ہو تو وہ چہرے اسی کے ہو جاتے ہیں۔
onfile-as-named = ان کے نام برقرار رکھیں
onfile-unnamed = بغیر نام کے
onfile-face = { $name }، چہرہ { $number }
onfile-mark = { $name } کے چہرہ { $number } پر نشان لگائیں
onfile-said-accepted = اب سے نشان زد چہرے استعمال ہوں گے۔
onfile-said-rejected = نشان زد چہرے استعمال نہیں ہوں گے۔
onfile-said-pending = نشان زد چہروں کی جانچ بعد میں ہوگی۔
templates-title = ٹیمپلیٹ بطور فائل
templates-lead = ٹیمپلیٹ بایومیٹرک ڈیٹا ہیں: جس کے پاس یہ فائل ہو وہ ان چہروں کو تلاش کر سکتا ہے۔ اسے اسی طرح سنبھال کر رکھیں جیسے تصاویر کو رکھتے ہیں۔
templates-export = { $model } کے ٹیمپلیٹ برآمد کریں (.npz)
templates-model = ماڈل جس سے ٹیمپلیٹ بنے
templates-file = NumPy ڈکشنری (.npz): طالب علم کا نمبر یا پورا نام، اور ویکٹر
templates-import-lead = جو نام جماعت میں کسی کے نہیں، وہ نئے طلبہ بن جاتے ہیں۔ انہی طلبہ کی پہلے درآمد کیے گئے ٹیمپلیٹ بدل دیے جاتے ہیں؛ ریکارڈ میں شامل چہرے باقی رہتے ہیں۔
templates-import = ٹیمپلیٹ درآمد کریں
templates-imported = ٹیمپلیٹ درآمد ہو گئے۔
script-enrol-accepted = استعمال میں
script-enrol-pending = جانچ طلب
script-enrol-rejected = استعمال میں نہیں
script-enrol-faces = ملنے والے چہروں کی تعداد: { $count }۔ نیچے بتائیں کہ یہ کون ہیں۔
script-enrol-sent = { $name } میں سے { $count } تصاویر مکمل
script-enrol-whom = پہلے منتخب کریں کہ یہ تصاویر کس کی ہیں۔
script-enrol-leave-out = شامل نہ کریں
script-enrol-new = نیا: { $name }
script-marked = نشان زد: { $count }

# Administration
save = محفوظ کریں
saved = محفوظ ہو گیا۔
copy = کاپی کریں
on = فعال
off = غیر فعال
role-admin = منتظم
role-teacher = استاد
role-auditor = آڈیٹر
role-kiosk = کیوسک
role-admin-may = تمام جماعتوں میں سب کچھ
role-teacher-may = اپنی جماعتوں میں حاضری لینا اور درست کرنا
role-auditor-may = سب کچھ دیکھنا، کچھ تبدیل نہ کرنا
role-kiosk-may = اپنی جماعتوں میں حاضری لینا، اس کے سوا کچھ نہیں
user-invite = کسی کو دعوت دیں
user-invite-lead = آپ کو ایک لنک ملے گا جو آپ انہیں دیں۔ اس سے وہ اپنا پاس ورڈ چنیں گے؛ یہ ایک بار کام کرے گا اور سات دن تک کارآمد رہے گا۔
user-name = نام، جیسا حاضری رجسٹر میں دکھائی دے گا
user-role = کردار
user-classes = جماعتیں
user-classes-hint = اساتذہ اور کیوسک کے لیے؛ منتظمین اور آڈیٹر سب دیکھ سکتے ہیں۔
user-since = کب سے
user-enabled = فعال
user-disabled = غیر فعال
user-access = رسائی
user-access-hint = ری سیٹ کرنے سے ان کے تمام سائن اِن ختم ہو جاتے ہیں اور دوسرا توثیقی مرحلہ ہٹ جاتا ہے۔ غیر فعال کرنے سے سب کچھ فوراً ختم ہو جاتا ہے؛ سابقہ تفصیل میں نام باقی رہتا ہے۔
user-reset = پاس ورڈ اور دوسرا توثیقی مرحلہ ری سیٹ کریں
user-disable = غیر فعال کریں
user-enable = فعال کریں
back-to-users = تمام صارفین پر واپس جائیں
key-lead = کلید کسی کیوسک، ایپ یا دوسرے سافٹ ویئر کو اندر آنے دیتی ہے۔ سابقہ تفصیل میں عمل کرنے والے کے طور پر اسی کا نام آتا ہے۔
key-person = لوگ اپنے فون پر خود سائن اِن کرتے ہیں اور انہیں کلید کی ضرورت نہیں:
key-none = کوئی کلید نہیں ہے۔
key-add = کلید شامل کریں
key-label = یہ کس لیے ہے
key-label-hint = کمرہ 12 کے دروازے پر ٹیبلٹ
key-revoke = کالعدم کریں
key-revoked = کالعدم
key-revoked-said = اب اس کلید سے کچھ نہیں کھلے گا۔
key-valid = کارآمد
class-name = نام
class-id = شناختی کوڈ
class-id-hint = شناختی کوڈ اسکول کا اپنا ہوتا ہے، مثلاً 7b؛ نام بدلنے پر بھی یہی رہتا ہے۔
class-teachers = اساتذہ
class-rename = نام تبدیل کریں
class-added = جماعت شامل ہو گئی۔ اب اس کے طلبہ شامل کریں۔
secret-title = صرف ایک بار دکھایا جائے گا
jobs-none = ابھی کوئی تصویر نہیں بھیجی گئی۔
jobs-lead = قبول کی گئی تصاویر کام مکمل ہونے تک مہر بند رکھی جاتی ہیں، اور سرور دوبارہ چلنے پر بھی باقی رہتی ہیں۔
jobs-free = { $count ->
    [one] ابھی تصاویر کا 1 مزید مجموعہ قبول کیا جا سکتا ہے
   *[other] ابھی تصاویر کے { $count } مزید مجموعے قبول کیے جا سکتے ہیں
}
jobs-by = بھیجنے والا
jobs-sent = بھیجنے کا وقت
job-waiting = انتظار میں
job-done = مکمل
job-failed = ناکام
job-took = { $seconds } سیکنڈ بعد
data-held = کیا رکھا جاتا ہے
data-what = کیا
data-count = تعداد
data-how-long = کتنے عرصے تک
data-students-kept = جب تک وہ طلبہ کی فہرست میں ہیں، اور جب تک حاضری رجسٹر میں ان کا نام ہے
data-sessions-kept = جب تک اسکول حاضری رجسٹر رکھتا ہے
data-pictures = جماعت کی تصاویر
data-pictures-kept = نشست بند ہونے تک، زیادہ سے زیادہ 24 گھنٹے
data-crops = ریکارڈ میں شامل چہرے
data-crops-kept = جب تک انہیں رد نہ کیا جائے یا طالب علم اسکول نہ چھوڑ دے
data-pending = ان میں سے جانچ طلب
data-pending-kept = جب تک کوئی فیصلہ نہ کر دے
backups-title = بیک اپ
backups-how = بیک اپ ایک خفیہ کردہ فائل ہے۔ بیک اپ بنانے اور یہ آزمانے کے لیے کہ وہ کھلتا ہے یا نہیں:
backups-unknown = سرور کو معلوم نہیں کہ اس کے بیک اپ کہاں ہیں: اسے ⁦--backups FOLDER⁩ کے ساتھ چلائیں، پھر یہ صفحہ ان پر نظر رکھے گا۔
backups-unreadable = بیک اپ کا فولڈر پڑھا نہیں جا سکتا: دیکھ لیں کہ وہ موجود ہے اور سرور کو اسے پڑھنے کی اجازت ہے۔
backups-none = ابھی کوئی بیک اپ نہیں ہے۔
backups-old = تازہ ترین بیک اپ ایک ہفتے سے زیادہ پرانا ہے۔
backups-fresh = تازہ ترین بیک اپ کو ابھی ایک ہفتہ نہیں ہوا۔
health-store = ڈیٹا کا ذخیرہ جواب دے رہا ہے اور اس میں کوئی خرابی نہیں۔
health-recognition = چہروں کی شناخت ہو سکتی ہے۔
health-recognition-off = چہروں کی شناخت نہیں ہو سکتی، اس لیے حاضری ہاتھ سے لی جاتی ہے: ⁦`muster doctor`⁩ بتاتا ہے کہ کون سا ماڈل موجود نہیں۔
health-queue = تصاویر کے لیے گنجائش ہے۔
health-queue-full = قطار بھر گئی ہے: گنجائش ہونے تک تصاویر فونوں پر انتظار میں رہیں گی۔
health-jobs = حال ہی میں کوئی کام ناکام نہیں ہوا۔
health-jobs-failed = { $count ->
    [one] تازہ ترین کاموں میں سے 1 ناکام ہوا
   *[other] تازہ ترین کاموں میں سے { $count } ناکام ہوئے
}: وجہ کاموں کے صفحے پر درج ہے۔
health-version = ورژن
health-since = کب سے چل رہا ہے
health-clock = گھڑی
health-waiting = منتظر کام
health-more = نگرانی کے لیے: ⁦/health/live⁩، ⁦/health/ready⁩، اور ⁦/metrics⁩ جس کے لیے منتظم یا آڈیٹر کی کلید درکار ہے۔
script-copied = کاپی ہو گیا۔
script-secret-invitation = یہ لنک متعلقہ شخص کو دیں: اس سے وہ پاس ورڈ چنیں گے۔ یہ ایک بار کام کرے گا اور سات دن تک کارآمد رہے گا۔
script-secret-reset = یہ لنک متعلقہ شخص کو دیں: اس سے وہ نیا پاس ورڈ چنیں گے۔ یہ ایک بار کام کرے گا اور ایک دن تک کارآمد رہے گا۔
script-secret-key = یہ کلید آلے میں درج کریں، یا اس سے کوڈ اسکین کریں۔ یہ دوبارہ نہیں دکھائی جائے گی۔
script-secret-picture = QR کوڈ جس سے Muster ایپ اس کلید کے ساتھ اندر آتی ہے

# Live mode
live-title = براہِ راست
live-camera = کیمرا
live-lead = قریب رہیں: جو چند سیکنڈ کے اندر تین فریموں میں نظر آئے، اس کی حاضری اسی تصویر کو ثبوت رکھ کر لگا دی جاتی ہے، اور آپ اسے واپس لے سکتے ہیں۔ باقی کسی کی کوئی چیز نہیں رکھی جاتی۔
live-arrived = پہنچ گئے
script-live-start = کیمرا چلائیں
script-live-pause = وقفہ
script-live-off = کیمرا بند ہے۔
script-live-looking = دیکھا جا رہا ہے: چہروں کی تعداد { $count }
script-live-counting = کیا یہ { $name } ہیں؟
script-live-insecure = براؤزر صرف TLS والے صفحات کو کیمرا دیتے ہیں: اس سرور کو https سے کھولیں۔
script-live-refused = کیمرا استعمال نہیں ہو سکتا: اس صفحے کو اجازت دیں، اور دیکھ لیں کہ کوئی دوسرا پروگرام اسے استعمال تو نہیں کر رہا۔
script-live-wrong = غلط

# Recognition
recognition-since = کب سے زیرِ استعمال
recognition-fixed = شناخت کا طریقہ سرور کی ترتیبات میں طے شدہ ہے۔ اسے یہاں سے چننے کے لیے ⁦muster.toml⁩ سے ⁦`profile`⁩، یا کمانڈ لائن سے ⁦--profile⁩ ہٹا دیں۔
recognition-profiles = شناخت کے طریقے
recognition-lead = ہر طریقے کی پیمائش شدہ کارکردگی، ایسی نام لگی تصاویر پر جن کا اس کی تیاری میں کوئی حصہ نہ تھا۔ ڈیٹا، وقفے اور کمانڈز docs/accuracy.md میں ہیں۔
recognition-profile = طریقہ
recognition-in-use = زیرِ استعمال
recognition-switch = اسے اختیار کریں
recognition-back = اس پر واپس جائیں
recognition-begun = { $name } کو تیار کیا جا رہا ہے۔ تب تک سب کچھ جوں کا توں چلتا رہے گا۔
recognition-preparing = { $name } کو تیار کیا جا رہا ہے: ریکارڈ میں شامل { $total } چہروں میں سے { $done } مکمل ہو گئے۔ تب تک سب کچھ جوں کا توں چلتا رہے گا۔
recognition-failed = { $name } کو تیار نہیں کیا جا سکا، اور کچھ تبدیل نہیں ہوا:
recognition-thresholds = حدیں
recognition-thresholds-lead = پہلے فاصلے تک چہرہ شناخت شدہ مانا جاتا ہے، اور دوسرے فاصلے تک جانچ کے لیے جاتا ہے۔ طلبہ جتنے زیادہ ہوں، حد اتنی سخت ہوتی ہے: یوں ہر جماعت میں کسی اجنبی کو طالب علم سمجھ لینے کا امکان یکساں طور پر کم رہتا ہے۔
recognition-enrolled = جن کی شناخت ہو سکتی ہے
recognition-identify = شناخت شدہ، اس فاصلے تک
recognition-review = جانچ طلب، اس فاصلے تک
recognition-calibration = پیمانہ بندی کی بنیاد:
recognition-calibrate = اسکول کی اپنی تصدیق شدہ نشستوں سے اس کی پیمانہ بندی ہو سکتی ہے:
recognition-history = اب تک کے انتخاب
recognition-no-choice = ابھی کسی نے انتخاب نہیں کیا: معمول کا طریقہ زیرِ استعمال ہے۔
figure-group_precision = درست اندراجات
figure-group_recall = حاضر طلبہ جن کا اندراج ہوا
figure-strangers_identified = اجنبی جنہیں طالب علم سمجھ لیا گیا
figure-enrolled_missed = طلبہ کے چہرے جن کی شناخت نہیں ہوئی
figure-of = { $of } میں سے { $hits }
# The register, a student's page and the charts
period = دکھائے جانے والے دن
period-from = از
period-to = تا
span-week = یہ ہفتہ
span-month = یہ مہینہ
span-recent = یہ اور پچھلا مہینہ
span-all = پوری تعلیمی مدت
show = دکھائیں
register-title = { $name } کا حاضری رجسٹر
register-choose = حاضری رجسٹر میں کیا دکھایا جائے
register-below = نمایاں کریں اگر اس سے کم ہو
register-printed = بتاریخ
register-empty = ان دنوں میں کوئی نشست نہیں ہوئی۔
register-show-all = پوری تعلیمی مدت دکھائیں
register-legend = حروف کے معنی
register-low = کم
register-low-means = جن نشستوں میں حاضری لی گئی، ان کے { $percent }% سے کم
register-percentages = “% لی گئی” میں وہ نشستیں شامل نہیں جن کا ابھی کسی نے فیصلہ نہیں کیا؛ “% کل” میں وہ طالب علم کے خلاف شمار ہوتی ہیں۔ جو نشست کے کچھ حصے میں موجود تھا، وہ موجود شمار ہوتا ہے۔ رخصت پر ہونا موجود نہ ہونا شمار ہوتا ہے؛ اس کا الگ کالم اسے نمایاں کرتا ہے۔
register-keys = جدول میں:
register-open = نشست کھولیں
register-cell = { $name }، { $session }: { $status }
register-of-taken = % لی گئی
register-of-all = % کل
register-attended = موجود تھے
register-files = یہ دن بطور فائل
register-excel = Excel ورک بک
register-import = ترمیم شدہ ورک بک درآمد کریں
register-back = رجسٹر پر واپس
register-import-file = ترمیم شدہ ورک بک
register-import-lead = رجسٹر سے برآمد کی گئی Excel ورک بک، جس کے حروف Excel، LibreOffice یا Google Sheets میں بدلے گئے ہوں اور جو XLSX کے طور پر محفوظ ہو۔ کچھ بھی بدلنے سے پہلے آپ دیکھ لیں گے کہ کیا بدلے گا۔
register-import-cell = خانہ
register-import-student = طالب علم
register-import-session = نشست
register-import-change = تبدیلی
register-import-no-base = جس پروگرام نے یہ فائل محفوظ کی اس نے اس کی پہلی حالت نکال دی ہے۔ اس لیے موجودہ رجسٹر سے مختلف ہر حرف تبدیلی شمار ہوگا، وہاں بھی جہاں اس دوران کسی اور نے فیصلہ کیا ہو: غور سے دیکھیں۔
register-import-nothing = رجسٹر فائل کے عین مطابق ہے: بدلنے کو کچھ نہیں۔
register-import-conflicts = اس دوران دوسروں کے فیصلے
register-import-conflicts-lead = یہ حروف فائل میں بدلے گئے، اور فائل بننے کے بعد یہاں بھی۔ جب تک آپ ان پر نشان نہ لگائیں، یہ یہاں کے مطابق رہیں گے۔
register-import-override = فائل کا مانیں
register-import-meanwhile = کس نے بدلا
register-import-apply = تبدیلیاں لاگو کریں
register-import-problems = خانے جو استعمال نہیں ہو سکتے
register-import-problems-lead = ان سے کچھ نہیں بدلتا۔ انہیں فائل میں درست کر کے فائل دوبارہ منتخب کریں، یا رہنے دیں۔
register-import-students = ان طلبہ کی سطریں جو جماعت میں نہیں
register-import-columns = کالم جو کوئی نشست نہیں
script-apply-changes = تبدیلیاں لاگو کریں: { $count }
script-applied-changes = فائل سے درج اندراجات: { $count }
script-cell-photo = تصویر، یا واپس لیا گیا
script-cell-override = { $name } میں فائل کا حرف مانیں
script-cell-no_status = ”{ $name }“ کوئی حالت نہیں
script-cell-emptied = حرف ہٹا دیا گیا: جہاں فیصلہ نہیں ہوا وہاں ? لکھیں
script-cell-duplicate_id = یہ نمبر { $name } میں پہلے سے ہے
script-cell-duplicate_session = یہ نشست { $name } میں پہلے سے ہے
register-csv = دوسرے پروگراموں کے لیے CSV
register-print = پرنٹ کریں، یا PDF کے طور پر محفوظ کریں
register-too-wide = کاغذ کے ایک ورق پر { $count } نشستوں کی گنجائش ہے، اور یہ اس سے زیادہ ہیں: پرنٹ کرنے کے لیے کم دن منتخب کریں۔
register-moodle = Moodle کے لیے ایک نشست
register-moodle-lead = Moodle کی حاضری سرگرمی ایک وقت میں ایک نشست درآمد کرتی ہے: وہاں نشست کھولیں، “Upload attendance by CSV” منتخب کریں، اور اس کی فائل بھیجیں۔ طلبہ اپنے ID number سے ملائے جاتے ہیں۔ قبل از وقت روانہ ہونے والے وہاں حاضر شمار ہوتے ہیں؛ جن کا ابھی فیصلہ نہیں ہوا وہ شامل نہیں کیے جاتے۔
student-back = { $name } کا حاضری رجسٹر
student-id = طالب علم کا نمبر
student-classes = جماعتیں:
student-sums = ان دنوں کا حاصل
student-of-taken = ان نشستوں میں سے جن میں حاضری لی گئی
student-of-all = تمام نشستوں میں سے
student-history = حاضری
student-marks = ہر اندراج
student-says = اس میں کیا درج ہے
student-who = کس نے اور کب
student-not-standing = اب شمار نہیں ہوتا
student-corrections = چہروں کے بارے میں لوگوں نے کیا بتایا
student-is-other = یہ کوئی اور ہے
student-is-not-other = یہ کوئی اور نہیں ہے
student-faces = ریکارڈ میں شامل چہرے
student-no-face = ریکارڈ میں کوئی چہرہ نہیں: اس طالب علم کا اندراج ہاتھ سے ہوتا ہے۔
student-face-accepted = استعمال میں
student-face-pending = جانچ طلب
student-face-rejected = استعمال میں نہیں
source-machine = مشین، تصویر سے
source-human = { $name }
source-confirmed = { $name }، جنہوں نے چہرے کی تصدیق کی
source-withdrawal = { $name }، جنہوں نے اندراج واپس لیا
source-closing = { $name }، جنہوں نے نشست بند کی
charts-title = { $name } کے چارٹ
charts-school = اسکول کے چارٹ
charts-empty = ان دنوں میں دکھانے کو کچھ نہیں: کوئی نشست نہیں ہوئی۔
charts-table = یہی معلومات بطور جدول
charts-taken = فیصلہ شدہ
charts-time = وقت کے ساتھ حاضری
charts-time-of = جن کا فیصلہ ہو چکا، ان میں سے جماعت کے موجود طلبہ کا تناسب، فیصد میں: { $count } نشستیں، n = { $records } حاضری ریکارڈ۔
charts-days-of = جن کا فیصلہ ہو چکا، ان میں سے تمام موجود طلبہ کا تناسب، فیصد میں: { $count } دن، n = { $records } حاضری ریکارڈ۔
charts-weekday = ہفتے کے دنوں کے لحاظ سے حاضری
charts-weekday-of = موجود طلبہ کا تناسب، فیصد میں۔ باریک لکیریں 95% اعتمادی وقفے ہیں، گویا تمام ریکارڈ ایک دوسرے سے آزاد ہوں: n = { $records } حاضری ریکارڈ۔
charts-student = طالب علم کے لحاظ سے حاضری
charts-student-of = فیصلہ شدہ نشستوں میں سے ہر طالب علم کتنی میں موجود تھا، سب سے کم پہلے: { $count } طلبہ، n = { $records } حاضری ریکارڈ۔
charts-class = جماعت کے لحاظ سے حاضری
charts-class-of = موجود طلبہ کا تناسب، سب سے کم پہلے: { $count } جماعتیں، n = { $records } حاضری ریکارڈ۔
charts-class-name = جماعت
weekday-1 = پیر
weekday-2 = منگل
weekday-3 = بدھ
weekday-4 = جمعرات
weekday-5 = جمعہ
weekday-6 = ہفتہ
weekday-7 = اتوار
quality-title = مشین کتنی درست رہی
quality-empty = ان دنوں میں موازنے کے لیے کچھ نہیں: صرف تصاویر والی بند نشستیں شمار ہوتی ہیں۔
quality-lead = { $count ->
    [one] تصاویر والی 1 بند نشست: مشین نے کیا کہا، اور آخر میں کیا درست ٹھہرا۔
   *[other] تصاویر والی { $count } بند نشستیں: مشین نے کیا کہا، اور آخر میں کیا درست ٹھہرا۔
}
quality-means = یہ کیا نہیں دکھاتا: لوگ صرف اسی کی تصدیق کرتے ہیں جسے وہ دیکھتے ہیں۔ جس غلط اندراج پر کسی کی نظر نہیں گئی وہ یہاں درست شمار ہوتا ہے، اس لیے مشین ان اعداد سے زیادہ خراب ہو سکتی ہے۔ جن طلبہ کا چہرہ ریکارڈ میں نہیں، وہ چھوٹ جانے والے شمار ہوتے ہیں۔ غلطی کی اصل شرح کے لیے ایسی تصاویر چاہییں جن میں ہر چہرے پر نام لگا ہو: “muster evaluate” اس کی پیمائش کرتا ہے۔
quality-what = پیمانہ
quality-share = تناسب
quality-interval = 95% اعتمادی وقفہ
quality-precision = درستی
quality-precision-means = مشین نے جن طلبہ کا اندراج کیا، ان میں سے جو موجود تھے
quality-recall = احاطہ
quality-recall-means = جو طلبہ موجود تھے، ان میں سے جن کا مشین نے اندراج کیا
quality-override = لوگوں نے تبدیل کیا
quality-override-means = مشین نے جن طلبہ کا اندراج کیا، ان میں سے؛ تاخیر سے یا قبل از وقت روانہ میں تبدیلی بھی شامل ہے
quality-review = جانچ کے لیے پیش کیے گئے
quality-review-means = تصاویر کے چہروں میں سے
quality-f1 = F1
quality-drift = کیا کارکردگی وقت کے ساتھ بدل رہی ہے؟
quality-drift-of = کسی بھی لکیر کا اوپر جانا بتاتا ہے کہ مشین کے لیے شناخت مشکل ہو رہی ہے: چہرے بدلتے ہیں، اور چہروں کے ریکارڈ کے لیے نئی تصاویر مددگار ہوتی ہیں۔ { $count } نشستیں، n = { $records } طلبہ جن کا اندراج ہوا۔ فاصلہ حد کے فیصد میں ہے: 100 پر چہرہ بمشکل شناخت ہوتا ہے۔
quality-depth = مشین کے اندراجات کا اوسط فاصلہ، حد کے مقابلے میں
quality-right = درست
quality-wrong = غلط
quality-missed = چھوٹ گئے
quality-depth-short = فاصلہ

# First steps
tour-title = ابتدائی قدم
tour-begin = ابتدائی قدموں سے آغاز کریں
tour-lead = خالی اسکول سے پہلے حاضری رجسٹر تک۔ ہر قدم بتاتا ہے کہ آپ کہاں تک پہنچے ہیں، اور آپ کسی بھی وقت یہاں واپس آ سکتے ہیں۔
tour-go = وہاں جائیں
tour-done = اب تک { $count }
tour-class = اپنی جماعتیں شامل کریں
tour-class-how = جماعت کا ایک نام اور اسکول کا اپنا شناختی کوڈ ہوتا ہے۔
tour-students = طلبہ کو طلبہ کی فہرست میں شامل کریں
tour-students-how = ایک ایک کر کے، یا اسکول کے سافٹ ویئر کی CSV فائل سے سب ایک ساتھ۔ جس طالب علم کا چہرہ ریکارڈ میں نہیں، اس کا اندراج ہاتھ سے ہوتا ہے، اور اس کا نام پھر بھی ہر فہرست میں ہوتا ہے۔
tour-enrol = چہرے ریکارڈ میں شامل کریں
tour-enrol-how = ہر طالب علم کی تین یا زیادہ تصاویر، یا جماعت کی ایک تصویر جس کے چہروں کو آپ نام دیں۔ جہاں مشین کو شک ہو، وہاں ہر چہرہ شمار ہونے سے پہلے آپ اسے دیکھتے ہیں۔
tour-take = حاضری لیں
tour-take-how = جماعت اور دن منتخب کریں، پھر تصاویر کھینچیں یا منتخب کریں: بڑی جماعت کی دو یا زیادہ۔ تصاویر نہ ہوں تو ہاتھ سے اندراج کریں۔
tour-close = جانچ کریں، پھر نشست بند کریں
tour-close-how = جس بات کا مشین کو یقین نہیں، اس کی تصدیق کریں یا اسے درست کریں۔ نشست بند کرنے پر جو نظر نہیں آئے ان کی غیر حاضری لگ جاتی ہے؛ اس کے بعد بھی سب کچھ درست کیا جا سکتا ہے۔
tour-register = حاضری رجسٹر ڈاؤن لوڈ کریں
tour-register-how = Excel فائل کے طور پر، CSV کے طور پر، Moodle کے لیے، یا کاغذ پر۔
tour-invite = اساتذہ کو دعوت دیں
tour-invite-how = ہر ایک کو پاس ورڈ چننے کے لیے لنک ملتا ہے، اور وہ اپنی جماعتیں دیکھتے ہیں۔
tour-demo = آزمانے کے لیے ایک جماعت
tour-demo-lead = تین طلبہ اور جماعت کی ایک تصویر، جو عام دستیاب پیکجوں کی تصاویر سے جوڑ کر بنائی گئی ہے۔ یہ آپ کے کہنے پر ہی منگوائی جاتی ہیں۔
tour-demo-make = نمونے کی جماعت بنائیں
tour-demo-there = نمونے کی جماعت تیار ہے۔ آج کی نشست کھولیں: کسی نامعلوم چہرے کو نام دیں، “واپس کریں” سے اسے واپس لیں، رہ جانے والے چہرے کے گرد خانہ بنائیں، پھر نشست بند کریں اور حاضری رجسٹر دیکھیں۔
tour-demo-open = نمونے کی جماعت کھولیں
tour-how-title = جاننے کی باتیں
tour-how-photos = کھڑکیوں کی روشنی کیمرے کے پیچھے سے آئے، آخری قطار کے چہرے اسکرین پر کم از کم ناخن جتنے اونچے ہوں، اور مختلف جگہوں سے کئی تصاویر لی جائیں: سب سے زیادہ مدد اسی سے ملتی ہے۔
tour-how-review = مشین تجویز دیتی ہے، فیصلہ آپ کرتے ہیں۔ آپ کی بات ہمیشہ مقدم رہتی ہے، اور اگلی تصاویر کے لیے یاد رکھی جاتی ہے۔
tour-how-hand = تصاویر اور چہروں کے بغیر بھی سب کچھ کام کرتا ہے۔
tour-how-keys = نشست کے صفحے پر ? دبانے سے کی بورڈ کے تمام شارٹ کٹ نظر آتے ہیں۔
tour-how-privacy = تصاویر نشست بند ہونے تک رکھی جاتی ہیں، زیادہ سے زیادہ ایک دن؛ اس کے بعد صرف چہرے باقی رہتے ہیں، خفیہ کردہ۔
error-no_demo = نمونے کی تصاویر منگوائی نہیں جا سکتیں: شاید اس سرور کو پیکجوں کے ذخیرے تک رسائی کی اجازت نہیں۔
error-no_app = اس سرور پر فون ایپ نہیں ہے۔ جو اسے چلاتا ہے وہ اسے ⁦cargo xtask app⁩ سے بنا سکتا ہے۔
error-request_reused = یہ پہلے کسی اور مواد کے ساتھ بھیجا جا چکا ہے: صفحہ دوبارہ کھولیں۔

# What people did
nav-activity = سرگرمی
activity-from = سے
activity-to = تک
activity-show = دکھائیں
activity-filter = نام، جماعت یا لفظ تلاش کریں
activity-lead = ان دنوں کی نشستوں میں کس نے کیا فیصلہ کیا۔ مشین نے جو تجویز کیا وہ ہر نشست کے اپنے صفحے پر ہے۔
activity-none = ان دنوں کی نشستوں میں کسی نے کوئی فیصلہ نہیں کیا۔
activity-more = یہ تازہ ترین { $count } ہیں: باقی دیکھنے کے لیے کم دن منتخب کریں۔
activity-when = کب
activity-who = کس نے
activity-session = نشست
activity-what = کیا
deed-withdrew = { $name }: ہاتھ سے کیا گیا اندراج واپس لیا گیا
deed-is = بتایا کہ ایک چہرہ { $name } کا ہے
deed-is-not = بتایا کہ ایک چہرہ { $name } کا نہیں
deed-nobody = بتایا کہ ایک چہرہ جماعت میں کسی کا نہیں
deed-open = چہرے کے بارے میں کہی گئی بات واپس لی
deed-closed = نشست بند کی
deed-reopened = نشست دوبارہ کھولی: { $reason }

# The timetable at a session, statuses of the school's own, leave
by-leave = { $name } نے درج کی،
source-leave = { $name }، جنہوں نے چھٹی درج کی
leave-word = چھٹی پر
said-marked = { $name }: درج ہو گیا۔
mark-more = { $name }: کوئی اور حالت
mark-more-short = مزید…
mark-set = درج کریں
meeting-group = گروپ { $name }
session-others = اسی دن یہ بھی:
session-unlabelled = بغیر نام
meeting-state-planned = طے شدہ
meeting-state-not_taken = حاضری نہیں لی گئی
meeting-state-open = کھلی
meeting-state-closed = بند
meeting-state-cancelled = منسوخ
counts-attended = حاضر
counts-excused = رخصت
counts-absent = غیر حاضر
counts-not_counted = شمار نہیں
home-missed = حاضری نہیں لی گئی
home-missed-lead = پچھلے { $count } دنوں کی نشستیں جو شروع ہوئیں مگر کسی نے حاضری نہیں لی۔
home-day = آج، ترتیب سے
begin-foreseen = آج کے ٹائم ٹیبل میں:
begin-other = یا کوئی اور دن یا پیریڈ:
week-title = ہفتہ
week-choose = کون سا ہفتہ
week-before = پچھلا ہفتہ
week-after = اگلا ہفتہ
week-holiday = تعطیل: { $name }
week-nothing = کچھ نہیں
groups-title = گروپ
groups-lead = جماعت کے حصے جو الگ ملتے ہیں۔ ٹائم ٹیبل میں ان کا نام دیا جا سکتا ہے؛ تب نشست صرف انھی طلبہ کی ہوتی ہے۔
group-name = گروپ کا نام
group-make = گروپ بنائیں
group-made = گروپ بن گیا۔ اس کے طلبہ چننے کے لیے اس کا نام منتخب کریں۔
group-members = اس میں کون ہے
group-change-lead = اگر جماعت پہلے مل چکی ہے تو نئے طلبہ آج سے اس میں ہیں، اور جانے والے کل تک تھے۔
group-remove = گروپ ہٹائیں
group-remove-lead = اس کی نشستیں اپنے اندراج کے ساتھ رہتی ہیں۔ پہلے ٹائم ٹیبل کے وہ اندراج ہٹائیں جن میں اس کا نام ہے۔
group-removed = گروپ ہٹا دیا گیا۔

# The school year
nav-year = تعلیمی سال
year-class = جماعت
year-all-classes = تمام جماعتیں
timetable-title = ٹائم ٹیبل
timetable-lead = ہر جماعت کب ملتی ہے۔ پہلے صفحے کی نشستیں اسی سے بنتی ہیں؛ جس کی حاضری نہ لی جائے اس کی نشان دہی ہوتی ہے۔
timetable-none = اس جماعت کے لیے ٹائم ٹیبل میں ابھی کچھ نہیں۔
entry-add = ٹائم ٹیبل میں شامل کریں
entry-add-to = { $name } کے ٹائم ٹیبل میں شامل کریں
entry-change = بدلیں
entry-change-one = { $name } بدلیں
entry-remove = ٹائم ٹیبل سے ہٹائیں
entry-remove-lead = جن نشستوں کی حاضری لی گئی وہ رہتی ہیں۔ منسوخیاں بھلا دی جاتی ہیں۔
entry-removed = یہ ٹائم ٹیبل میں نہیں رہا۔
entry-weekdays = ان دنوں میں
entry-starts = شروع
entry-ends = ختم
entry-group = کون ملتا ہے
entry-whole-class = پوری جماعت
entry-every = کتنی بار
entry-every-week = ہر ہفتے
entry-every-n = ہر { $count } ہفتے بعد
entry-term = ٹرم کے دن لیں
entry-grace = آغاز کے اتنے منٹ بعد تاخیر
entry-grace-hint = خالی ہو تو کوئی تصویر کسی کو دیر سے نہیں دکھاتی۔
entry-late-from = { $count } منٹ کے بعد تاخیر
calendar-title = ٹرم اور تعطیلات
calendar-lead = تعطیلات میں کوئی جماعت نہیں ملتی۔ رجسٹر ٹرم کے لحاظ سے بھی ملتے ہیں۔
calendar-terms = ٹرم
calendar-holidays = تعطیلات
calendar-add-terms = ٹرم شامل کریں
calendar-add-holidays = تعطیل شامل کریں
calendar-name = نام
calendar-none = ابھی کوئی نہیں۔
row-remove = { $name } ہٹائیں
row-up = { $name } اوپر کریں
row-down = { $name } نیچے کریں
meeting-cancel = منسوخ کریں
meeting-cancel-lead = تب کسی کی توقع نہیں ہوتی، اور اسے چھوٹی ہوئی نہیں دکھایا جاتا۔ یہ واپس لیا جا سکتا ہے۔
meeting-reason = کیوں؟ (خالی چھوڑا جا سکتا ہے)
meeting-cancelled = نشست منسوخ ہے۔
meeting-hold = یہ اب ہو گی
meeting-held = نشست ہو گی۔
period-month-or-term = مہینہ یا ٹرم
period-months = مہینے

# Leave
nav-leave = چھٹیاں
leave-lead = غیر حاضری کی منظور شدہ وجوہ۔ ان دنوں کی نشستیں رخصت شمار ہوتی ہیں، جب تک تصویر یا کوئی شخص نہ بتائے کہ طالب علم موجود تھا۔
leave-ahead = ابھی اور آئندہ
leave-past = گزشتہ
leave-none = کوئی نہیں۔
leave-enter = چھٹی درج کریں
leave-entered = چھٹی درج ہو گئی۔
leave-first-day = پہلا دن
leave-last-day = آخری دن
leave-one-day = آخری دن کے بغیر یہ ایک دن ہے۔
leave-letter = قسم
leave-note = نوٹ
leave-note-hint = صرف ضروری بات لکھیں۔ یہ خفیہ رکھا جاتا ہے؛ صرف وہی پڑھتا ہے جو طالب علم کو دیکھ سکتا ہے۔
leave-file = فائل: PDF، JPEG، PNG یا WebP، 10 MB تک
leave-file-add = فائل شامل کریں
leave-file-added = فائل شامل ہو گئی۔
leave-change = فائل شامل کریں یا واپس لیں
leave-withdraw = یہ چھٹی واپس لیں
leave-withdraw-lead = پھر یہ شمار نہیں ہوتی اور اس کی فائلیں ہٹا دی جاتی ہیں۔ یہ واپس نہیں ہو سکتا: ضرورت ہو تو دوبارہ درج کریں۔
leave-withdrawn = واپس لی گئی
leave-withdrawn-said = { $name } کی چھٹی واپس لے لی گئی۔
stays-title = طلبہ کی فہرست میں
stays-lead = کب سے کب تک۔ دوسرے دنوں کی نشستیں اس طالب علم کی نہیں، جب تک کسی نے وہاں درج نہ کیا ہو۔
stays-first-day = پہلا دن؛ خالی: شروع سے
stays-last-day = آخری دن؛ خالی: اب بھی ہیں
stays-ever = شروع سے
stays-still = اب بھی
stays-add = مدت شامل کریں

# Statuses
nav-statuses = حالتیں
statuses-lead = جو اسکول اپنے رجسٹر میں لکھتا ہے۔ کوئی اور مجموعہ چننے پر پہلے کے اندراج اپنے حروف رکھتے ہیں۔
statuses-used = زیر استعمال
statuses-own = آپ کا اپنا
statuses-use = یہ استعمال کریں
statuses-chosen = اب زیر استعمال: { $name }
statuses-copy = نقل بدلیں
statuses-copy-of = { $name } کی نقل
statuses-change = { $name } بدلیں
statuses-count = اس کے حروف: { $count }
statuses-edit-lead = ترتیب مینو کی ہے۔ ہر حالت کا پہلا حرف وہ ہے جو تصویریں اور نشست بند کرنا لگاتے ہیں۔ حاضر اور غیر حاضر ضروری ہیں۔
statuses-set-name = مجموعے کا نام
statuses-letter = حرف
statuses-name = نام
statuses-core = مطلب
statuses-counts = شمار
statuses-points = پوائنٹ
statuses-colour = رنگ
statuses-add = حالت شامل کریں

# Events, second confirmers, substitutes, launches from a learning platform
event = تقریب
event-make = تقریب بنائیں
event-lead = کوئی اجلاس یا سیر: اس کی اپنی فہرست ہوتی ہے جو جماعتوں اور الگ الگ طلبہ سے بنتی ہے، اور یہ ایک بار ہوتی ہے۔ تصاویر انھیں محفوظ چہروں سے پہچانتی ہیں۔
event-name = نام
event-name-hint = والدین کی شام
event-list-open = کھلی فہرست: کسی کا آنا لازم نہیں
event-list-open-hint = بند ہونے پر فہرست میں وہی ہوتے ہیں جو آئے، اور کوئی غیر حاضر نہیں ہوتا۔ اس کے بغیر جو نظر نہ آئے وہ غیر حاضر ہو جاتا ہے۔
event-classes = کن جماعتوں کے طلبہ آ سکتے ہیں
event-students = دوسرے جو آ سکتے ہیں
event-go = اس کی فہرست پر جائیں
event-open-list = کھلی فہرست والی تقریب: کسی کا آنا لازم نہیں، اور کوئی غیر حاضر نہیں۔
event-past = گزشتہ تقریبات: { $count }
closing-open-list = فہرست کھلی ہے: جو نظر نہیں آیا اس کا آنا لازم نہ تھا، اور وہ غیر حاضر نہیں۔
standing-awaits = تصدیق باقی
standing-locked = مقفل
confirm-done = تصدیق شدہ
confirm-by = { $name } کی طرف سے،
confirm-lead = جس نے یہ نشست بند کی اس کے سوا کسی اور کو اسے دیکھنا ہے۔
confirm-closed-by = { $name } نے یہ نشست بند کی؛ کسی اور کو اسے دیکھنا ہے۔
confirm-own = یہ نشست آپ نے خود بند کی: کسی اور کو اسے دیکھنا ہے۔
confirm-do = تصدیق کریں کہ یہ درست ہے
confirm-said = نشست کی تصدیق ہو گئی۔
substitute-title = دوسروں کی جگہ
substitute-lead = کسی اور کی جماعتیں: اب سے آخری دن کے اختتام تک، پھر یہ خود ختم ہو جاتی ہیں۔
substitute-none = اس وقت کوئی نہیں۔
substitute-now = متبادل: { $name }
substitute-from = سے
substitute-first-day = پہلا دن؛ خالی: ابھی سے
substitute-until = تک:
substitute-over = ختم
substitute-class = جماعت
substitute-add = متبادل بنائیں
substitute-added = جماعت آخری دن تک ان کی ہے۔
substitute-removed = { $name } اب ان کی جماعت نہیں۔
statuses-remove = یہ مجموعہ ہٹائیں
statuses-remove-lead = اندراج اپنے حروف رکھتے ہیں؛ جو حرف زیر استعمال مجموعے میں نہ ہو وہ اپنی قسم کے پہلے حرف کے طور پر دکھتا ہے۔
statuses-remove-used = آپ کے رجسٹر اسی مجموعے سے لکھے جاتے ہیں: پہلے کوئی اور استعمال کریں۔
statuses-removed = { $name } ہٹا دیا گیا۔
launch-framed = Muster کسی اور سائٹ کے صفحے کے اندر جماعت نہیں دکھاتا۔
launch-no-sign-in = یہ پلیٹ فارم آپ کو Muster میں سائن اِن نہیں کرتا: اپنے لاگ اِن سے سائن اِن کریں۔
launch-no-course = پلیٹ فارم نہیں بتاتا کہ آپ کس کورس سے آئے ہیں: Muster کو کسی کورس سے کھولیں۔
launch-unlinked = یہ کورس ابھی Muster کی کوئی جماعت نہیں۔ ایڈمن انتظامیہ میں رابطے کے تحت بتاتا ہے کہ یہ کون سی ہے: پلیٹ فارم { $platform }، ڈیپلائمنٹ { $deployment }، کورس { $course }۔
launch-open = Muster نئی ونڈو میں کھولیں
error-launch = لرننگ پلیٹ فارم سے Muster نہیں کھل سکا۔
error-not_begun = یہ اس براؤزر میں شروع نہیں ہوا، یا دس منٹ سے پہلے ہوا تھا: دوبارہ شروع کریں۔
error-platform = لرننگ پلیٹ فارم نے وہ نہیں کیا جو کہا گیا تھا۔

# Consent and privacy
nav-consent = رضامندی
nav-privacy = رازداری
consent-lead = چہرہ صرف تب استعمال ہوتا ہے جب کسی نے ہاں کہا ہو اور کسی نے نہ نہیں۔ باقی سب کا نام انہی فہرستوں میں لکھا جاتا ہے۔
consent-counts = آج { $all } میں سے { $allowed } چہرے استعمال ہو سکتے ہیں۔
consent-enter = کسی نے جو کہا وہ درج کریں
consent-state = رضامندی
consent-ledger = کیا کہا گیا
consent-more = مزید
consent-nothing = ابھی کچھ نہیں
consent-none = نہیں پوچھا گیا
consent-granted = ہاں
consent-objected = نہیں: اعتراض
consent-withdrawn = اب نہیں: واپس لی گئی
consent-refused-by-child = نہیں، بچے نے کہا
consent-until = تک
consent-entries = { $count ->
    [one] { $count } اندراج
   *[other] { $count } اندراجات
}
consent-read = { $version } پڑھا تھا، { $language }
consent-rights = برآمد، مٹانا
consent-export = ان کے بارے میں رکھی گئی ہر چیز (ZIP)
consent-erase = ہمیشہ کے لیے مٹائیں
consent-erase-sure = { $name } کو فہرستوں، رجسٹروں اور ہر چیز سے ہٹائیں۔ یہ واپس نہیں ہو سکتا۔
consent-erased = مٹا دیا گیا۔ رسید فائل میں محفوظ ہو گئی۔
consent-said = انہوں نے کیا کہا
consent-person = کس نے کہا
consent-relation = طالب علم سے رشتہ
relation-parent = والد یا والدہ
relation-guardian = سرپرست
relation-student = طالب علم خود
consent-text = پڑھا گیا متن
consent-language = زبان
consent-last-day = ہاں کا آخری دن (خالی رہ سکتا ہے)
consent-evidence = کہاں دیکھا جا سکتا ہے، مثلاً: فارم، فولڈر 7b
consent-file-remove = فائل ہٹائیں
consent-file-sure = یہ یہاں کی نہیں ہے۔ اسے کوئی واپس نہیں لا سکتا۔
consent-file-removed = فائل ہٹا دی گئی۔
consent-no-hint = انکار فوراً چہرے کا سب کچھ مٹا دیتا ہے۔ حاضری رہتی ہے۔
privacy-faces = چہرے کہاں استعمال ہوتے ہیں
privacy-faces-lead = چہروں کے بغیر باقی سب ویسا ہی رہتا ہے: فہرستیں، رجسٹر، رپورٹیں۔
privacy-never = منتخب قانون اسکولوں میں چہروں کی ممانعت کرتا ہے۔
privacy-school = پورا اسکول
privacy-on = استعمال میں
privacy-off = استعمال نہیں
privacy-switch-on = چہرے استعمال کریں
privacy-switch-off = چہرے استعمال نہ کریں
privacy-off-sure = ان چہروں کا سب کچھ فوراً مٹا دیا جائے گا۔
privacy-law = قانون
privacy-law-lead = --jurisdiction سے منتخب؛ قانونی مشورہ نہیں
privacy-kept = کیا کب تک رکھا جاتا ہے
privacy-pictures = جماعت کی تصویریں
privacy-crops = کٹے ہوئے چہرے
privacy-templates = درج چہرے اور سانچے، جانے کے بعد
privacy-hours = زیادہ سے زیادہ { $count } گھنٹے
privacy-days = { $count } دن
privacy-records = حاضری کے رجسٹر، رخصتیں اور لاگ
privacy-years = { $count ->
    [one] 1 سال
   *[other] { $count } سال
}
privacy-until-erased = جب تک کوئی طالب علم کو مٹا نہ دے
privacy-papers = کاغذات
privacy-notice = نوٹس جو بچے پڑھ سکتے ہیں
privacy-assessment = اثرات کے جائزے کا نمونہ
privacy-log = کس نے کیا کیا
privacy-holds = لاگ درست ہے
privacy-log-counts = { $entries } اندراجات، جو { $marks } حاضریوں کی ضمانت دیتے ہیں
privacy-log-forgotten = { $count } پرانے اندراجات نہیں رہے: ان کا وقت ختم ہو گیا تھا
privacy-broken = لاگ درست نہیں: کسی نے Muster کے بغیر اسے بدلا ہے۔
privacy-head = اس کا آخر؛ کہیں اور نوٹ کریں:
privacy-filter = لاگ میں تلاش
privacy-kind = قسم
privacy-outcome = جواب
audit-access = چہرے دیکھے
audit-mark = حاضری
audit-export = برآمد
audit-biometrics = چہرے اور رضامندی
audit-administration = انتظام
audit-removal = مٹانا
error-face_not_allowed = اس چہرے کے استعمال کی رضامندی نہیں۔

# Checking in by oneself

check-in-open = خود حاضری
check-in-title = حاضری لگائیں
check-in-back = نشست پر واپس
check-in-code = اسکین کرنے کا کوڈ
check-in-changes = یہ ہر 15 سیکنڈ بعد بدلتا ہے: بھیجی گئی تصویر جلد بے کار ہو جاتی ہے۔
check-in-here = کس نے حاضری لگائی
check-in-lead = طلبہ فون سے کوڈ اسکین کر کے اپنا نمبر لکھتے ہیں۔ جس کے پاس فون نہ ہو اس کی حاضری آپ لگائیں۔
check-in-look-over = کوڈ بتاتا ہے کہ کس نے اسے دیکھا، نہ کہ کون کمرے میں ہے: بند کرنے سے پہلے فہرست دیکھ لیں۔
check-in-number = آپ کا طالب علم نمبر
check-in-go = میں حاضر ہوں
check-in-done = آپ کی حاضری لگ گئی:
check-in-told = آپ کے استاد دیکھتے ہیں کہ آپ نے خود حاضری لگائی، اور فیصلہ وہی کرتے ہیں۔
check-in-over = یہ کوڈ ختم ہو چکا۔ ابھی دکھایا جانے والا کوڈ اسکین کریں۔
check-in-count = { $count ->
    [0] ابھی کسی نے حاضری نہیں لگائی
    [one] { $count } طالب علم نے حاضری لگائی
   *[other] { $count } طلبہ نے حاضری لگائی
}
error-code_is_over = یہ کوڈ ختم ہو چکا۔ ابھی دکھایا جانے والا کوڈ اسکین کریں۔
error-device_used = اس فون سے کسی اور کی حاضری لگ چکی ہے۔ اپنے استاد سے پوچھیں۔
error-session_closed = نشست بند ہو چکی ہے۔ اپنے استاد سے پوچھیں۔
error-decided_already = آپ کے استاد پہلے ہی درج کر چکے ہیں۔ ان سے پوچھیں۔
