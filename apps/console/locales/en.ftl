# English: the source of all other languages. Ids that begin with `script-` and `error-` are said by the page's script.

skip = Skip to the content
needs-script = This console needs JavaScript: it sends what you decide.
language = Language
theme = Colours
theme-system = As the system
theme-light = Light
theme-dark = Dark
go-on = Go on
cancel = Cancel
choose = Choose…
date = Date
state = State
student = Student

nav-main = Main
nav-home = Classes
nav-admin = Administration
nav-sign-out = Sign out
nav-sessions = Sessions
nav-register = Register
nav-students = Students
nav-enrolment = Enrolment
nav-charts = Charts
nav-live = Live
nav-users = Users
nav-keys = Keys for devices
nav-classes = Classes
nav-recognition = Recognition
nav-jobs = Jobs
nav-data = Data
nav-health = Health

problem-title = This page can't be shown
problem-home = To your classes

sign-in-title = Sign in
sign-in-login = Login, for example your mail address
sign-in-password = Password
sign-in-code = Code from your authenticator, or a recovery code
sign-in-go = Sign in
sign-in-provider = Sign in through your school
sign-in-lost = Password lost? An admin can make you a link to choose a new one.
set-up-title = Set up this school
set-up-lead = You become the first admin: you invite everybody else.
set-up-name = Your name, as registers show it
set-up-login = What you sign in with, for example your mail address
invitation-title = Choose a password
invitation-lead = An admin has invited you, or has reset your password. This link is good once.
link-no-token = This address lacks the token behind #: open the whole link.
password-new = A password of 10 characters or more; several words make a good one
password-current = Your password now
password-show = Show it

account-title = Your account
account-look = Language and colours
account-password = Password
account-password-lead = Afterwards you sign in again, here and everywhere else.
account-password-change = Change the password
account-factor = Second factor
account-factor-on = Signing in takes a code from your authenticator.
account-factor-off = With a second factor, nobody comes in with your password alone.
account-factor-add = Add a second factor
account-factor-scan = Scan this with an authenticator app, or type the key below. Then enter the code that it shows.
account-factor-confirm = Confirm
account-factor-remove = Remove the second factor
account-factor-codes = Your second factor is on. Keep these recovery codes in a safe place: each is good once when the authenticator is lost. They are shown only now.
account-factor-required = Your school wants a second factor of you. Set it up below; then everything is open to you again.
account-sign-ins = Where you are signed in
account-sign-ins-lead = End what is not yours, or is on a device that you no longer have. A new password ends all.
account-sign-in-unnamed = A client without a name
account-sign-in-since = since
account-sign-in-used = last used
account-sign-in-this = here
account-sign-in-end = Sign out there
account-sign-in-ended = Signed out there.
connect-title = Connect your phone
connect-lead = Take attendance with your phone: in its browser, or with the Muster app.
connect-show = Show the code
connect-scan = Point the phone's camera at the code: the app opens in the phone's browser.
connect-installed = Or open the installed Muster app and choose “Scan the code”.
connect-sign-in = Sign in there as you do here.
connect-address = The app's address
connect-picture = QR code of the app's address
connect-unencrypted = This address is not encrypted. Photos of pupils and passwords should not travel that way: whoever runs the server should give it an https address (docs/operations.md).
connect-this-machine = A phone can't reach this address: it means this computer alone. Open this page by the server's address in your network, or set public_url in muster.toml.
connect-no-app = This server has no app for phones' browsers; the installed Muster app works all the same. Whoever runs the server can add it with cargo xtask app.

home-title = Your classes
home-today = Today
home-attended = { $attended } of { $all } present
home-empty-title = There is no class yet
home-empty-admin = Add a class, then its students; after that, a photo takes its attendance.
home-empty-teacher = No class is yours yet. An admin can give you some.
home-add-class = Add a class
class-students = { $count ->
    [one] 1 student
   *[other] { $count } students
}
class-without-face = { $count ->
    [one] 1 without a face on file
   *[other] { $count } without a face on file
}
class-empty = This class has no students yet.
class-add-students = Add students
class-enrol-them = Enrol faces
class-no-session = No attendance has been taken yet.
take-attendance = Take attendance
session-label = Lesson
session-label-hint = Lesson, if there are several a day

session-title = Attendance of { $name }
session-open = Open
session-closed = Closed
session-close = Close the session
session-close-again = Close again
session-reopen = Reopen
session-locked = This session is not changed any more since
reopening-title = Open the session again
reopening-lead = Who was absent only because the session was closed is not seen again. Why it was opened stays in its history.
reopening-reason = Why?
session-before = Session before
session-after = Session after
session-counts = Where attendance stands
session-nobody-enrolled = Nobody of this class can be recognised yet: mark by hand, or enrol faces.
count-attended = present
count-to-review = to review
count-not-seen = not seen
count-absent = absent
count-unknown = unknown faces
keys = Keys
key-next = Next, previous
key-candidate = It is the first, second, third candidate
key-not = It is not the first candidate
key-nobody = It is nobody of the class
key-who = Say who it is
key-statuses = Present, late, left early, excused, absent
key-withdraw = Take the mark by hand back
key-undo = Undo
key-close = Close the session
photos-add = Add photos
photos-shoot = Take a photo
photos-choose = Choose photos
photos-drop = or drop them anywhere on this page
photos-title = Photos
photo-number = Photo { $number }, { $faces ->
    [one] 1 face
   *[other] { $faces } faces
}
photo-gone = The picture is not kept; these are its faces.
photo-draw = Draw a missed face
photo-large = Large
review-title = { $count } to review
review-lead = Where a slip would do most harm comes first.
review-card = { $name }: to review
review-is-it = Is this { $name }?
reason-uncertain = The likeness is not sure enough.
reason-runner-up-close = A second student is almost as alike.
reason-better-face-elsewhere = Another face of the photo fits this student better.
reason-low-quality = The face is too small, blurred or turned to be sure.
reason-ruled-out = Somebody said earlier that a face like this is not this student.
reason-presentation = This may be a photograph of a photograph or of a screen.
reason-sent-before = This photo, or one just like it, was sent before, or it was taken on another day.
reason-conflict = Several photos seem to show this student, but the faces don't look alike.
face-in-photo = Face in the photo
enrolled-picture = { $name }, as enrolled
near = distance { $distance }
near-likely = { $percent } % sure
say-is = It is { $name }
say-is-not = Not { $name }
say-nobody = Nobody of this class
say-else = Someone else…
say-open = Take back what was said
said-is = { $name } is present.
said-is-not = Noted: not { $name }.
said-nobody = Noted: nobody of this class.
said-open = What was said is taken back.
said-named = The face has its name.
said-mark = { $name }: { $status }.
said-withdrawn = The mark by hand is taken back.
said-closed = The session is closed.
said-reopened = The session is open again.
unknown-title = { $count ->
    [one] 1 unknown face
   *[other] { $count } unknown faces
}
unknown-lead = Nobody of this class, says the machine. If it is somebody, say who.
unknown-face = Unknown face { $number }
face-title = A face
face-unnamed = Unknown face
face-who = Who is it?
face-learn = Learn this face, so that it is known next time
face-save = Save
back-to-session = Back to the session
verdict-identified = Identified by the machine
verdict-to_review = To review
verdict-unknown = Unknown to the machine
verdict-confirmed = Confirmed by a person
verdict-dismissed = Nobody of this class, says a person
quality-too_small = small
quality-blurred = blurred
quality-too_dark = dark
quality-too_bright = too bright
quality-turned = turned away
quality-cut_off = cut off
roster-title = Roster
roster-filter = Find a student
evidence = Evidence
mark-as = { $name }: { $status }
by-hand = by { $name },
by-confirmed = confirmed by { $name },
by-closing = not seen when { $name } closed the session,
closing-title = Close this session?
closing-attended = { $attended } of { $all } are present.
closing-to-review = { $count ->
    [one] 1 student is still to review
   *[other] { $count } students are still to review
}: look at them first, or they become absent.
closing-nobody = Nobody becomes absent.
closing-absent = { $count ->
    [one] 1 student was not seen and becomes absent:
   *[other] { $count } students were not seen and become absent:
}
closing-later = Marks can be corrected afterwards, and photos added.

status-present = Present
status-late = Late
status-left_early = Left early
status-excused = Excused
status-absent = Absent
status-not_seen = Not seen
letter-present = P
letter-late = L
letter-left_early = LE
letter-excused = E
letter-absent = A
letter-not_seen = ?

script-undo = Undo
script-undone = Undone.
script-dismiss = Close
script-offline = The server can't be reached. Nothing is lost: try again.
script-offline-photo = The server can't be reached; the photo waits here and is sent again.
script-waits = The server can't be reached: kept here, and sent when it answers.
script-outbox = Waiting for the connection: { $count }
script-failed = The server could not do this.
script-no-photo = That is no photo: JPEG, PNG and WebP are taken.
script-queued = Waiting
script-sending = Sending
script-busy = The server is busy; the photo waits here.
script-looking = Looking for faces
script-done = Done
script-photo-done = The photo's faces are found.
script-draw = Draw a box around the face.

error-unauthorised = You are not signed in.
error-forbidden = Your role does not allow this.
error-foreign_origin = This came from another site's page.
error-wrong_password = Login and password don't fit.
error-second_factor = Enter the code from your authenticator.
error-wrong_code = This code does not fit or was used already: wait for the next one.
error-gone = This link was used, replaced by a newer one, or has expired: ask for a new one.
error-too_many_attempts = Too many attempts: wait, then try again.
error-not_found = This does not exist, or it is not yours to see.
error-invalid = Something that was entered can't be used.
error-conflict = This does not fit with what is there already.
error-locked = The session is locked: an admin can open it again.
error-too_large = This is too large.
error-bad_photo = This photo can't be read.
error-unsupported_photo = This kind of picture is not taken: send JPEG, PNG or WebP. An iPhone's HEIC is sent as JPEG when it is chosen from the photo library.
error-bad_base64 = This picture can't be read.
error-busy = The server is busy: try again in some seconds.
error-face_off = Faces aren't recognised here now: take attendance by hand.
error-storage_full = The server's disk is full; nothing was changed.
error-storage_busy = The store is busy; nothing was changed. Try again.
error-storage_corrupt = The server's data is damaged: a backup has to be restored.
error-unavailable = The server can't store anything at the moment; nothing was changed.
error-internal = The server could not do this; nothing was changed.
error-method_not_allowed = This address takes no such request.
error-weak_password = This password is among the first that are guessed: take another.

# Students, their roster and its import
students-add = Add a student
students-added = The student is on the roster.
students-empty-admin = Add them one by one, or import a list: a CSV file from any school software or spreadsheet.
students-empty-teacher = An admin adds students, or imports a list of them.
students-id = Student id
students-id-hint = as in the school's own records; it never changes
students-first-name = Given names
students-last-name = Family name
students-templates = Faces in use
students-pending = To review
students-no-face = no face on file
students-few = few
students-to-review = { $count } to review
students-change = Change
students-change-one = Change { $name }
students-rename = Save the name
students-renamed = The name is changed.
students-leave = Take off the roster
students-leave-lead = { $name } is on no new list of this class then. Their marks, and what is on file of them, stay; you can add them again at any time.
students-leave-soft = Their marks, and what is on file of them, stay.
students-leave-yes = Take { $name } off the roster
students-left = { $name } is off the roster.
students-back = Back to the students
onfile-ready = { $ready } of { $all } students have { $enough } or more faces in use.
onfile-few = { $count ->
    [one] 1 has fewer
   *[other] { $count } have fewer
}
roster-import = Import a list
import-file = The list
import-lead = A CSV file from your school software, Moodle or a spreadsheet, with an id and a name for each student; or a OneRoster export (zip). You see what it changes before anything is changed.
import-choose = Choose a file
import-paste = Or paste the lines
import-paste-hint = id;family name;given names
import-look = See what it changes
import-columns = What the columns hold
import-header = The first line names the columns
import-none = no column
import-full-name = Whole name, in one column
import-unmapped = Say which column holds the ids, and which the names.
import-source = Which class of the export
import-source-lead = The students of this class come onto the roster.
import-source-none = choose a class
import-problems = Lines that can't be used
import-problems-lead = Nothing is imported until they are right: correct the file, then choose it again.
import-left-out = Left out
import-left-out-lead = Whoever is on these lines is not taken onto the roster; all others can be imported.
import-changes = What it changes
import-added = New on the roster
import-renamed = New names
import-missing = On the roster, but not in the list
import-unchanged = As they are:
import-remove = Take them off the roster
import-do = Import
import-nothing = The roster is as the list has it: there is nothing to import.
script-tab = tab
script-read-as = Read as { $name }, with { $count } between the cells.
script-column = Column { $count }
script-line = Line { $count }:
script-line-missing_id = the id is missing
script-line-duplicate_id = this id was there before
script-line-no_name = there is no name
script-line-control = a cell holds a line break; is a quote missing or too many?
script-line-too_long = a cell is too long; is a quote missing?
script-line-extra_cells = more cells than columns; is a name with a comma without quotes?
script-line-of = { $name }, line { $count }:
script-line-garbled = this is no text in UTF-8; export the file again as UTF-8
script-line-bad_date = a date is not written as 2026-11-24
script-line-suspended = the account is suspended
script-line-deleted = marked as deleted
script-line-no_such_user = the export has no such person
script-line-not_student = not a student
script-line-not_begun = the enrolment has not begun yet
script-line-ended = the enrolment is over
script-known-as = { $name }, known to the school as { $count }
script-more = and { $count } more
script-imported = The list is imported. Students in it: { $count }

# Enrolment
enrol-title = Add faces
enrol-student = Photos of one student
enrol-student-lead = Three or more photos, each with a clear face, in different light and from different sides.
enrol-whom = Whose photos?
enrol-folders = A folder of photos for each student
enrol-folders-lead = Choose the folder that holds the students' folders, each named by the student's id or name. You see whose is whose before anything is sent.
enrol-folder-choose = Choose a folder
enrol-folder = Folder
enrol-send = Send the photos
enrol-class = A photo of the whole class
enrol-class-lead = All its faces are put together by likeness; then you say who is who.
enrolled-pending = to review
enrolled-accepted = in use
enrolled-rejected = not used
enrolled-pending-title = { $count ->
    [one] 1 face to review
   *[other] { $count } faces to review
}
enrolled-pending-lead = They are not used until somebody has looked: a poor or wrong picture makes others be taken for this student.
enrolled-rather = It looks more like:
enrolled-accept = Yes, use it
enrolled-reject = Don't use it
enrolled-use = Use
enrolled-later = Review later
enrolled-said-accepted = The face is used for { $name } from now on.
enrolled-said-all-accepted = These faces are used from now on.
enrolled-said-rejected = Noted: not used.
enrolled-said-pending = To be reviewed later.
enrolled-said-is = The faces are { $name }'s, and are used from now on.
enrolled-of-roster = A student of the class
enrolled-new-student = Somebody new
enrolled-back = Back to the enrolment
nameless-title = { $count ->
    [one] 1 face without a name
   *[other] { $count } faces without a name, of { $groups ->
        [one] one person
       *[other] about { $groups } people
    }
}
nameless-lead = Faces that look alike are together. Take the mark off those that are somebody else, then say who it is.
nameless-more = More follow when these have names.
nameless-card = Group { $number }: { $count ->
    [one] a face without a name
   *[other] { $count } faces of probably one person
}
nameless-who = Who is this?
nameless-face = Face { $number } from { $source }
nameless-reject = Nobody of this class
misfits-title = { $count ->
    [one] 1 face in use may be wrong
   *[other] { $count } faces in use may be wrong
}
misfits-lead = They don't fit the student's other faces. If they are right, nothing needs doing.
misfit-unlike = It is unlike the student's other faces (distance { $distance }).
misfit-two = The student's faces show two people: { $alike } of { $of } look like this one.
misfit-nearer = It looks more like { $name } (distance { $distance }).
alike-title = { $count ->
    [one] 1 pair of students looks alike
   *[other] { $count } pairs of students look alike
}
alike-lead = The machine can hardly tell them apart, so their faces come to review more often. More faces of both help. If a pair is one person enrolled twice, take one of them off the roster.
onfile-title = { $count ->
    [one] 1 face on file
   *[other] { $count } faces on file
}
onfile-empty = There are no faces on file yet. Add photos above.
onfile-lead = Choose a face to say whose it is. Mark several to decide them at once; with a student chosen, they are theirs.
onfile-as-named = Keep their names
onfile-unnamed = Without a name
onfile-face = { $name }, face { $number }
onfile-mark = Mark face { $number } of { $name }
onfile-said-accepted = The marked faces are used from now on.
onfile-said-rejected = The marked faces are not used.
onfile-said-pending = The marked faces are to be reviewed later.
templates-title = Templates as a file
templates-lead = Templates are biometric data: whoever has the file can search for these faces. Keep it as you would keep the photos.
templates-export = Export the templates of { $model } (.npz)
templates-model = Model that made the templates
templates-file = A NumPy dictionary (.npz): student id or full name, and the vectors
templates-import-lead = Names that nobody of the class has become new students. Earlier imports of the same students are replaced; faces on file stay.
templates-import = Import the templates
templates-imported = The templates are imported.
script-enrol-accepted = in use
script-enrol-pending = to review
script-enrol-rejected = not used
script-enrol-faces = Faces found: { $count }. Say below who they are.
script-enrol-sent = { $count } of { $name } photos are done
script-enrol-whom = First choose whose photos these are.
script-enrol-leave-out = Leave out
script-enrol-new = New: { $name }
script-marked = Marked: { $count }

# Administration
save = Save
saved = Saved.
copy = Copy
on = on
off = off
role-admin = Admin
role-teacher = Teacher
role-auditor = Auditor
role-kiosk = Kiosk
role-admin-may = everything, in all classes
role-teacher-may = take attendance and correct it, in their classes
role-auditor-may = read everything, change nothing
role-kiosk-may = take attendance in its classes, nothing else
user-invite = Invite somebody
user-invite-lead = You get a link to give them. With it they choose a password; it is good once, for seven days.
user-name = Name, as registers show it
user-role = Role
user-classes = Classes
user-classes-hint = For teachers and kiosks; admins and auditors see all.
user-since = Since
user-enabled = Enabled
user-disabled = Disabled
user-access = Access
user-access-hint = A reset ends all their sign-ins and takes the second factor away. Disabling ends everything at once; histories keep the name.
user-reset = Reset password and second factor
user-disable = Disable
user-enable = Enable
back-to-users = Back to all users
key-lead = A key lets a kiosk, an app or other software in. Histories name it as the one who acted.
key-person = People sign in on their phones themselves and need no key:
key-none = There is no key.
key-add = Add a key
key-label = What it is for
key-label-hint = Tablet at the door of room 12
key-revoke = Revoke
key-revoked = Revoked
key-revoked-said = The key opens nothing any more.
key-valid = Valid
class-name = Name
class-id = Id
class-id-hint = The id is the school's own, for example 7b; it stays when the name changes.
class-teachers = Teachers
class-rename = Rename
class-added = The class is there. Add its students next.
secret-title = Shown this once
jobs-none = No photos have been sent yet.
jobs-lead = Photos that were accepted are kept, sealed, until they are done, and survive a restart.
jobs-free = { $count ->
    [one] 1 more set of photos would be taken now
   *[other] { $count } more sets of photos would be taken now
}
jobs-by = Sent by
jobs-sent = Sent
job-waiting = Waiting
job-done = Done
job-failed = Failed
job-took = after { $seconds } s
data-held = What is held
data-what = What
data-count = How many
data-how-long = For how long
data-students-kept = While they are on a roster, and as long as registers name them
data-sessions-kept = As long as the school keeps registers
data-pictures = Pictures of class photos
data-pictures-kept = Until the session is closed, 24 hours at most
data-crops = Enrolled faces
data-crops-kept = Until they are rejected or the student leaves
data-pending = of these, to review
data-pending-kept = Until somebody has decided
backups-title = Backups
backups-how = A backup is one encrypted file. Make one, and try whether it opens, with:
backups-unknown = The server does not know where its backups are: start it with --backups FOLDER, and this page watches over them.
backups-unreadable = The folder with backups can't be read: look whether it is there and the server may read it.
backups-none = There is no backup yet.
backups-old = The newest backup is more than a week old.
backups-fresh = The newest backup is less than a week old.
health-store = The store answers and shows no damage.
health-recognition = Faces can be recognised.
health-recognition-off = Faces can't be recognised, so attendance is taken by hand: `muster doctor` says which model is missing.
health-queue = There is room for photos.
health-queue-full = The queue is full: photos wait on the phones until there is room.
health-jobs = No recent job has failed.
health-jobs-failed = { $count ->
    [one] 1 of the newest jobs failed
   *[other] { $count } of the newest jobs failed
}: the page of jobs says why.
health-version = Version
health-since = Runs since
health-clock = Clock
health-waiting = Jobs that wait
health-more = For monitoring: /health/live, /health/ready, and /metrics with an admin's or auditor's key.
script-copied = Copied.
script-secret-invitation = Give this link to the person: with it they choose a password. It is good once, for seven days.
script-secret-reset = Give this link to the person: with it they choose a new password. It is good once, for a day.
script-secret-key = Enter this key in the device, or scan the code with it. It is not shown again.
script-secret-picture = QR code that brings the Muster app in with this key

# Live mode
live-title = Live
live-camera = Camera
live-lead = Stay near: whoever is seen in three frames within seconds is marked present with that picture as evidence, and you can take it back. Of everybody else nothing is kept.
live-arrived = Arrived
script-live-start = Start the camera
script-live-pause = Pause
script-live-off = The camera is off.
script-live-looking = Looking: { $count } faces
script-live-counting = Is this { $name }?
script-live-insecure = Browsers give the camera to pages over TLS only: open this server by https.
script-live-refused = The camera can't be used: allow it for this page, and see whether another program has it.
script-live-wrong = Wrong

# Recognition
recognition-since = in use since
recognition-fixed = The server's settings fix the way of recognising. To choose it here, take `profile` out of muster.toml, or --profile off the command line.
recognition-profiles = Ways of recognising
recognition-lead = What each was measured to do on labelled photos that had no part in its making. docs/accuracy.md has the data, the intervals and the commands.
recognition-profile = Profile
recognition-in-use = In use
recognition-switch = Switch to it
recognition-back = Back to it
recognition-begun = Getting { $name } ready. Until then, everything goes on as it is.
recognition-preparing = Getting { $name } ready: { $done } of { $total } enrolled faces are done. Until then, everything goes on as it is.
recognition-failed = { $name } could not be made ready, and nothing has changed:
recognition-thresholds = Thresholds
recognition-thresholds-lead = A face counts as identified up to the first distance, and goes to review up to the second. The more students, the stricter: so a stranger is taken for one equally rarely in every class.
recognition-enrolled = Can be recognised
recognition-identify = Identified up to
recognition-review = To review up to
recognition-calibration = Calibrated on:
recognition-calibrate = The school's own confirmed sessions can calibrate it:
recognition-history = Choices
recognition-no-choice = Nobody has chosen yet: the usual profile is in use.
figure-group_precision = Marks that are right
figure-group_recall = Present students who are marked
figure-strangers_identified = Strangers taken for a student
figure-enrolled_missed = Faces of students not identified
figure-of = { $hits } of { $of }
# The register, a student's page and the charts
period = Days to show
period-from = From
period-to = To
span-week = This week
span-month = This month
span-recent = This and last month
span-all = The whole term
show = Show
register-title = Register of { $name }
register-choose = What the register shows
register-below = Point out below
register-printed = as of
register-empty = No session was held in these days.
register-show-all = Show the whole term
register-legend = What the letters mean
register-low = low
register-low-means = below { $percent } % of the sessions taken
register-percentages = “% taken” leaves out sessions that nobody decided yet; “% all” counts them against the student. Whoever was there for part of a session counts as there. Excused counts as not there; its own column tells it apart.
register-keys = In the table:
register-open = Open the session
register-cell = { $name }, { $session }: { $status }
register-of-taken = % taken
register-of-all = % all
register-attended = Were there
register-files = These days as a file
register-excel = Excel workbook
register-import = Import an edited workbook
register-back = To the register
register-import-file = The edited workbook
register-import-lead = The Excel workbook that the register exports, with letters changed in Excel, LibreOffice or Google Sheets and saved as .xlsx. You see what it changes before anything is changed.
register-import-cell = Cell
register-import-student = Student
register-import-session = Session
register-import-change = Change
register-import-no-base = The program that saved this file has dropped what it was before. So every letter unlike the register of now counts as a change, also where somebody else has decided meanwhile: look closely.
register-import-nothing = The register is as the file has it: there is nothing to change.
register-import-conflicts = Decided by others meanwhile
register-import-conflicts-lead = These letters were changed in the file, and here too since the file was written. They stay as they are here unless you tick them.
register-import-override = Take the file’s
register-import-meanwhile = Changed by
register-import-apply = Apply the changes
register-import-problems = Cells that can’t be used
register-import-problems-lead = They change nothing. Correct them in the file and choose it again, or leave them.
register-import-students = Rows of students who are not in the class
register-import-columns = Columns that are no session
script-apply-changes = Apply changes: { $count }
script-applied-changes = Marks set from the file: { $count }
script-cell-photo = a photo, or taken back
script-cell-override = Take the file’s letter of { $name }
script-cell-no_status = “{ $name }” is no status
script-cell-emptied = the letter was removed: write ? where nothing is decided
script-cell-duplicate_id = this id is in { $name } already
script-cell-duplicate_session = this session is in { $name } already
register-csv = CSV for other programs
register-print = Print, or save as PDF
register-too-wide = A sheet of paper has room for { $count } sessions, and these are more: choose fewer days to print them.
register-moodle = One session for Moodle
register-moodle-lead = Moodle's attendance activity imports one session at a time: open the session there, choose “Upload attendance by CSV”, and send its file. Students are found by their ID number. Who left early counts as present there; who is not decided yet is left out.
student-back = Register of { $name }
student-id = Student ID
student-classes = Classes:
student-sums = What these days come to
student-of-taken = of the sessions taken
student-of-all = of all sessions
student-history = Attendance
student-marks = Every mark
student-says = What it says
student-who = Who and when
student-not-standing = does not count any more
student-corrections = What people said of faces
student-is-other = It is somebody else
student-is-not-other = It is not somebody else
student-faces = Faces on file
student-no-face = There is no face on file: this student is marked by hand.
student-face-accepted = used
student-face-pending = to review
student-face-rejected = not used
source-machine = The machine, from a photo
source-human = { $name }
source-confirmed = { $name }, who confirmed the face
source-withdrawal = { $name }, who took the mark back
source-closing = { $name }, who closed the session
charts-title = Charts of { $name }
charts-school = Charts of the school
charts-empty = There is nothing to draw in these days: no session was held.
charts-table = The same as a table
charts-taken = Decided
charts-time = Attendance over time
charts-time-of = Share of the class that was there, in percent, of those who were decided: { $count } sessions, n = { $records } records.
charts-days-of = Share of all students who were there, in percent, of those who were decided: { $count } days, n = { $records } records.
charts-weekday = Attendance by weekday
charts-weekday-of = Share who was there, in percent. The thin lines are 95% intervals, as if all records were independent: n = { $records } records.
charts-student = Attendance by student
charts-student-of = Share of the decided sessions at which each student was there, the lowest first: { $count } students, n = { $records } records.
charts-class = Attendance by class
charts-class-of = Share of students who were there, the lowest first: { $count } classes, n = { $records } records.
charts-class-name = Class
weekday-1 = Mon
weekday-2 = Tue
weekday-3 = Wed
weekday-4 = Thu
weekday-5 = Fri
weekday-6 = Sat
weekday-7 = Sun
quality-title = How right the machine was
quality-empty = There is nothing to compare in these days: only closed sessions with photos count.
quality-lead = { $count ->
    [one] 1 closed session with photos: what the machine said, beside what held in the end.
   *[other] { $count } closed sessions with photos: what the machine said, beside what held in the end.
}
quality-means = What this does not show: people confirm only what they look at. A wrong mark that nobody noticed counts as right here, so the machine can be worse than these figures. Students without a face on file count as missed. True error rates need photos on which every face is labelled: “muster evaluate” measures those.
quality-what = Measure
quality-share = Share
quality-interval = 95% interval
quality-precision = Precision
quality-precision-means = of the students it marked, those who were there
quality-recall = Recall
quality-recall-means = of the students who were there, those it marked
quality-override = Changed by people
quality-override-means = of the students it marked; also to late or left early
quality-review = Put up for review
quality-review-means = of the faces in the photos
quality-f1 = F1
quality-drift = Does it drift?
quality-drift-of = A rise of either line says that the machine finds it harder: faces change, and new photos for enrolment help. { $count } sessions, n = { $records } students marked. Distance is in percent of the threshold: at 100 a face is only just identified.
quality-depth = Mean distance of its marks, of the threshold
quality-right = Right
quality-wrong = Wrong
quality-missed = Missed
quality-depth-short = Distance

# First steps
tour-title = First steps
tour-begin = Begin with the first steps
tour-lead = From an empty school to the first register. Each step says how far you are, and you can come back here at any time.
tour-go = Go there
tour-done = { $count } so far
tour-class = Add your classes
tour-class-how = A class has a name and the school's own id.
tour-students = Put students on the roster
tour-students-how = One by one, or all at once from a CSV file of your school software. A student without a face on file is marked by hand and is on every list all the same.
tour-enrol = Enrol faces
tour-enrol-how = Three or more photos a student, or one class photo whose faces you name. You look at every crop before it counts where the machine is in doubt.
tour-take = Take attendance
tour-take-how = Choose the class and the day, then take or choose photos: two or more of a large class. Without photos, mark by hand.
tour-close = Review, then close the session
tour-close-how = Confirm or correct what the machine is not sure of. Closing makes absent whom nobody has seen; everything can still be corrected afterwards.
tour-register = Download the register
tour-register-how = As an Excel file, as CSV, for Moodle, or on paper.
tour-invite = Invite teachers
tour-invite-how = Each gets a link to choose a password, and sees their own classes.
tour-demo = A class to try it with
tour-demo-lead = Three students and a class photo, put together from pictures that public packages ship. They are fetched when you ask for them.
tour-demo-make = Make the demo class
tour-demo-there = The demo class is there. Open today's session: name an unknown face, take it back with Undo, draw a missed face, then close the session and look at the register.
tour-demo-open = Open the demo class
tour-how-title = Good to know
tour-how-photos = Light from the windows behind the camera, faces of the last row at least as high as a fingernail on the screen, and several photos from different places: that helps most.
tour-how-review = The machine suggests, you decide. What you say always wins, and is remembered for the next photos.
tour-how-hand = Everything works without photos and without faces.
tour-how-keys = On a session's page the key ? shows all keys.
tour-how-privacy = Photos are kept until the session is closed, and for a day at most; afterwards only the faces are left, encrypted.
error-no_demo = The demo's pictures can't be fetched: this server may not reach a package registry.
error-no_app = This server has no phone app. Whoever runs it can make it with cargo xtask app.
error-request_reused = This was sent before with something else in it: load the page again.

# What people did
nav-activity = Activity
activity-from = From
activity-to = To
activity-show = Show
activity-filter = Find a name, a class, a word
activity-lead = Who decided what at the sessions of these days. What the machine suggested is on the sessions' own pages.
activity-none = Nobody decided anything at the sessions of these days.
activity-more = These are the newest { $count }: choose fewer days to see the others.
activity-when = When
activity-who = Who
activity-session = Session
activity-what = What
deed-withdrew = { $name }: mark by hand taken back
deed-is = Said that a face is { $name }
deed-is-not = Said that a face is not { $name }
deed-nobody = Said that a face is nobody of the class
deed-open = Took back what was said of a face
deed-closed = Closed the session
deed-reopened = Opened the session again: { $reason }

# The timetable at a session, statuses of the school's own, leave
by-leave = entered by { $name },
source-leave = { $name }, who entered leave
leave-word = On leave
said-marked = { $name }: the mark is set.
mark-more = { $name }: another status
mark-more-short = More…
mark-set = Set
meeting-group = Group { $name }
session-others = Also on this day:
session-unlabelled = without a name
meeting-state-planned = Planned
meeting-state-not_taken = Not taken
meeting-state-open = Open
meeting-state-closed = Closed
meeting-state-cancelled = Cancelled
counts-attended = There
counts-excused = Excused
counts-absent = Absent
counts-not_counted = Not counted
home-missed = Not taken
home-missed-lead = Sessions of the last { $count } days that have begun and nobody took.
home-day = Today, in its order
begin-foreseen = The timetable has these for today:
begin-other = Or another day or lesson:
week-title = The week
week-choose = Which week
week-before = Week before
week-after = Week after
week-holiday = Holiday: { $name }
week-nothing = Nothing
groups-title = Groups
groups-lead = Parts of the class that meet on their own. The timetable can name one; its sessions are about its students only.
group-name = Name of the group
group-make = Make a group
group-made = The group is there. Choose its name to say who is in it.
group-members = Who is in it
group-change-lead = If the class has met before, newcomers are in it from today, and who goes was in it until yesterday.
group-remove = Remove the group
group-remove-lead = Its sessions stay, with whoever was marked at them. Entries of the timetable that name it have to go first.
group-removed = The group is removed.

# The school year
nav-year = School year
year-class = Class
year-all-classes = All classes
timetable-title = Timetable
timetable-lead = When each class meets. Sessions appear from this on the first page; one that nobody took is pointed out.
timetable-none = The timetable has nothing for this class yet.
entry-add = Add to the timetable
entry-add-to = Add to the timetable of { $name }
entry-change = Change
entry-change-one = Change { $name }
entry-remove = Remove from the timetable
entry-remove-lead = Sessions that were taken stay. Its cancellations are forgotten.
entry-removed = It is off the timetable.
entry-weekdays = On these days
entry-starts = Begins
entry-ends = Ends
entry-group = Who meets
entry-whole-class = The whole class
entry-every = How often
entry-every-week = Every week
entry-every-n = Every { $count } weeks
entry-term = Take the days of a term
entry-grace = Late from so many minutes after the beginning
entry-grace-hint = Left empty, no photo makes anybody late.
entry-late-from = late from { $count } minutes on
calendar-title = Terms and holidays
calendar-lead = On holidays no class meets. Registers can be had by term.
calendar-terms = Terms
calendar-holidays = Holidays
calendar-add-terms = Add a term
calendar-add-holidays = Add a holiday
calendar-name = Name
calendar-none = None yet.
row-remove = Remove { $name }
row-up = Move { $name } up
row-down = Move { $name } down
meeting-cancel = Cancel it
meeting-cancel-lead = Nobody is expected then, and it is not pointed out as not taken. You can take this back.
meeting-reason = Why? (may stay empty)
meeting-cancelled = The session is cancelled.
meeting-hold = It takes place after all
meeting-held = The session takes place.
period-month-or-term = A month or a term
period-months = Months

# Leave
nav-leave = Leave
leave-lead = Accepted reasons for not being there. Sessions of these days say excused, unless a photo or a person says that the student was there.
leave-ahead = Now and ahead
leave-past = Past
leave-none = There is none.
leave-enter = Enter leave
leave-entered = The leave is entered.
leave-first-day = First day
leave-last-day = Last day
leave-one-day = Without a last day it is one day.
leave-letter = Kind
leave-note = Note
leave-note-hint = Write only what is needed. It is kept encrypted; only who may see the student reads it.
leave-file = A file: PDF, JPEG, PNG or WebP, up to 10 MB
leave-file-add = Add the file
leave-file-added = The file is added.
leave-change = Add a file or withdraw
leave-withdraw = Withdraw this leave
leave-withdraw-lead = It counts no longer then, and its files are removed. There is no undo: to have it back, enter it again.
leave-withdrawn = Withdrawn
leave-withdrawn-said = The leave of { $name } is withdrawn.
stays-title = On the roster
stays-lead = From when to when. Sessions of other days are not about this student, unless somebody marked them there.
stays-first-day = First day; empty: since ever
stays-last-day = Last day; empty: still there
stays-ever = since ever
stays-still = still there
stays-add = Add a time

# Statuses
nav-statuses = Statuses
statuses-lead = What the school writes into its registers. Marks that were set keep their letters when you choose another set.
statuses-used = In use
statuses-own = Your own
statuses-use = Use these
statuses-chosen = In use now: { $name }
statuses-copy = Change a copy
statuses-copy-of = Copy of { $name }
statuses-change = Change { $name }
statuses-count = Its letters: { $count }
statuses-edit-lead = The order is that of menus. The first of a status is the one that photos and closing a session set. Present and absent have to be there.
statuses-set-name = Name of the set
statuses-letter = Letter
statuses-name = Name
statuses-core = Stands for
statuses-counts = Counts as
statuses-points = Points
statuses-colour = Colour
statuses-add = Add a status

# Events, second confirmers, substitutes, launches from a learning platform
event = Event
event-make = Make an event
event-lead = A meeting or an excursion: it has a list of its own, made from classes and single students, and takes place once. Photos know them by the faces on file.
event-name = Name
event-name-hint = Parents’ evening
event-list-open = Open list: nobody has to come
event-list-open-hint = When it is closed, its list is who came, and nobody is absent. Without this, who is not seen becomes absent.
event-classes = Whose students may come
event-students = Others who may come
event-go = To its list
event-open-list = An event with an open list: nobody has to come, and nobody is absent.
event-past = Past events: { $count }
closing-open-list = The list is open: whoever was not seen did not have to come, and is not absent.
standing-awaits = To be confirmed
standing-locked = Locked
confirm-done = Confirmed
confirm-by = by { $name },
confirm-lead = Somebody else than who closed this session has to look over it.
confirm-closed-by = { $name } has closed this session; somebody else has to look over it.
confirm-own = You have closed this session yourself: somebody else has to look over it.
confirm-do = Confirm that it is right
confirm-said = The session is confirmed.
substitute-title = Stands in for others
substitute-lead = Classes for somebody else: from now until the end of the last day, and then no longer by themselves.
substitute-none = None at the moment.
substitute-now = Stands in: { $name }
substitute-from = from
substitute-first-day = First day; empty: at once
substitute-until = until
substitute-over = Over
substitute-class = Class
substitute-add = Let them stand in
substitute-added = The class is theirs until the last day.
substitute-removed = { $name } is theirs no longer.
statuses-remove = Remove this set
statuses-remove-lead = Marks keep the letters that they were set with; a letter that the set in use lacks is shown as the first of its kind.
statuses-remove-used = Your registers are written with this set: use another one first.
statuses-removed = { $name } is removed.
launch-framed = Muster does not show a class inside of another site’s page.
launch-no-sign-in = This platform does not sign you in to Muster: sign in with your own login.
launch-no-course = The platform does not say from which course you come: open Muster from a course.
launch-unlinked = This course is no class of Muster yet. An admin says which one it is, under Administration, Connections: platform { $platform }, deployment { $deployment }, course { $course }.
launch-open = Open Muster in a new window
error-launch = Muster could not be opened from the learning platform.
error-not_begun = This was not begun in this browser, or more than ten minutes ago: begin again.
error-platform = The learning platform did not do what was asked.

# Consent and privacy
nav-consent = Consent
nav-privacy = Privacy
consent-lead = A face is used only of those for whom somebody said yes and nobody no. Everybody else is marked by name, on the same lists.
consent-counts = { $allowed } of { $all } faces may be used today.
consent-enter = Enter what somebody said
consent-state = Consent
consent-ledger = What was said
consent-more = More
consent-nothing = nothing yet
consent-none = not asked
consent-granted = Yes
consent-objected = No: objected
consent-withdrawn = No longer: withdrawn
consent-refused-by-child = No, says the child
consent-until = until
consent-entries = { $count ->
    [one] { $count } entry
   *[other] { $count } entries
}
consent-read = had read { $version }, { $language }
consent-rights = Export, erase
consent-export = Everything that is held of them (ZIP)
consent-erase = Erase for good
consent-erase-sure = Remove { $name } from rosters, registers and everything else. This can’t be undone.
consent-erased = Erased. The receipt was saved as a file.
consent-said = What they said
consent-person = Who said it
consent-relation = Who they are to the student
relation-parent = a parent
relation-guardian = a guardian
relation-student = the student
consent-text = Text that they had read
consent-language = Its language
consent-last-day = Last day of a yes (may stay empty)
consent-evidence = Where it can be seen, as: forms in folder 7b
consent-file-remove = Remove the file
consent-file-sure = It does not belong here. Nobody can bring it back.
consent-file-removed = The file is removed.
consent-no-hint = A no removes everything that is kept of the face at once. Marks stay.
privacy-faces = Where faces are used
privacy-faces-lead = Without faces everything else stays the same: lists, registers, reports.
privacy-never = The law that was chosen forbids faces in schools.
privacy-school = The whole school
privacy-on = used
privacy-off = not used
privacy-switch-on = Use faces
privacy-switch-off = Use no faces
privacy-off-sure = Everything that is kept of these faces is removed at once.
privacy-law = Law
privacy-law-lead = chosen with --jurisdiction; no legal advice
privacy-kept = How long what is kept
privacy-pictures = Pictures of class photos
privacy-crops = Faces cut out of them
privacy-templates = Enrolled faces and templates, after leaving
privacy-hours = { $count } hours at most
privacy-days = { $count } days
privacy-records = Registers, leave and the log
privacy-years = { $count ->
    [one] 1 year
   *[other] { $count } years
}
privacy-until-erased = until somebody erases the student
privacy-papers = Papers
privacy-notice = Notice that children can read
privacy-assessment = Template of an impact assessment
privacy-log = Who did what
privacy-holds = The log holds
privacy-log-counts = { $entries } entries, which vouch for { $marks } marks
privacy-log-forgotten = { $count } older entries are gone: their time was over
privacy-broken = The log does not hold: somebody changed it behind Muster’s back.
privacy-head = Its end; note it elsewhere:
privacy-filter = Find in the log
privacy-kind = Kind
privacy-outcome = Answer
audit-access = looked at faces
audit-mark = marks
audit-export = export
audit-biometrics = faces and consent
audit-administration = administration
audit-removal = removal
error-face_not_allowed = There is no consent to use this face.

# Checking in by oneself

check-in-open = Self check-in
check-in-title = Check in
check-in-back = Back to the session
check-in-code = Code to scan
check-in-changes = It changes every 15 seconds: a picture of it that is passed on is soon worth nothing.
check-in-here = Who has checked in
check-in-lead = Students scan the code with their phone and type their number. Who has no phone is marked by you.
check-in-look-over = A code says who saw it, not who is in the room: look over the list before you close the session.
check-in-number = Your student number
check-in-go = I am here
check-in-done = You are checked in:
check-in-told = Your teacher sees that you checked in by yourself, and decides.
check-in-over = This code is over. Scan the one that is shown now.
check-in-count = { $count ->
    [0] Nobody has checked in yet
    [one] { $count } student has checked in
   *[other] { $count } students have checked in
}
error-code_is_over = This code is over. Scan the one that is shown now.
error-device_used = This phone has checked in somebody else. Ask your teacher.
error-session_closed = The session is closed. Ask your teacher.
error-decided_already = Your teacher has already entered what holds for you. Ask them.
