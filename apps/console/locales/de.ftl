# German, translated from en.ftl. Ids that begin with `script-` and `error-` are said by the page's script.

skip = Zum Inhalt springen
needs-script = Diese Konsole braucht JavaScript: Damit sendet sie, was Sie entscheiden.
language = Sprache
theme = Farben
theme-system = Wie im System
theme-light = Hell
theme-dark = Dunkel
go-on = Weiter
cancel = Abbrechen
choose = Auswählen …
date = Datum
state = Zustand
student = Schüler/in

nav-main = Hauptmenü
nav-home = Klassen
nav-admin = Verwaltung
nav-sign-out = Abmelden
nav-sessions = Termine
nav-register = Anwesenheitsliste
nav-students = Schüler/innen
nav-enrolment = Gesichter hinterlegen
nav-charts = Diagramme
nav-live = Live
nav-users = Benutzer
nav-keys = Schlüssel für Geräte
nav-classes = Klassen
nav-recognition = Erkennung
nav-jobs = Aufträge
nav-data = Daten
nav-health = Betriebszustand

problem-title = Diese Seite kann nicht angezeigt werden
problem-home = Zu Ihren Klassen

sign-in-title = Anmelden
sign-in-login = Anmeldename, zum Beispiel Ihre E-Mail-Adresse
sign-in-password = Passwort
sign-in-code = Code aus Ihrer Authenticator-App oder ein Wiederherstellungscode
sign-in-go = Anmelden
sign-in-provider = Über Ihre Schule anmelden
sign-in-lost = Passwort verloren? Ein Admin kann Ihnen einen Link erstellen, mit dem Sie ein neues wählen.
set-up-title = Diese Schule einrichten
set-up-lead = Sie sind der erste Admin und laden alle anderen ein.
set-up-name = Ihr Name, wie er in Anwesenheitslisten steht
set-up-login = Womit Sie sich anmelden, zum Beispiel Ihre E-Mail-Adresse
invitation-title = Passwort wählen
invitation-lead = Ein Admin hat Sie eingeladen oder Ihr Passwort zurückgesetzt. Dieser Link gilt nur einmal.
link-no-token = Dieser Adresse fehlt der Teil hinter #: Öffnen Sie den ganzen Link.
password-new = Ein Passwort mit mindestens 10 Zeichen; mehrere Wörter ergeben ein gutes
password-current = Ihr jetziges Passwort
password-show = Anzeigen

account-title = Ihr Konto
account-look = Sprache und Farben
account-password = Passwort
account-password-lead = Danach melden Sie sich neu an, hier und überall sonst.
account-password-change = Passwort ändern
account-factor = Zweiter Faktor
account-factor-on = Zum Anmelden braucht es einen Code aus Ihrer Authenticator-App.
account-factor-off = Mit einem zweiten Faktor kommt niemand allein mit Ihrem Passwort herein.
account-factor-add = Zweiten Faktor hinzufügen
account-factor-scan = Scannen Sie dies mit einer Authenticator-App oder tippen Sie den Schlüssel darunter ab. Geben Sie dann den Code ein, den die App zeigt.
account-factor-confirm = Bestätigen
account-factor-remove = Zweiten Faktor entfernen
account-factor-codes = Ihr zweiter Faktor ist eingeschaltet. Bewahren Sie diese Wiederherstellungscodes sicher auf: Jeder gilt einmal, falls die Authenticator-App verloren geht. Sie werden nur jetzt angezeigt.
account-factor-required = Ihre Schule verlangt einen zweiten Faktor von Ihnen. Richten Sie ihn unten ein; danach steht Ihnen alles wieder offen.
account-sign-ins = Wo Sie angemeldet sind
account-sign-ins-lead = Beenden Sie, was nicht Ihres ist oder auf einem Gerät, das Sie nicht mehr haben. Ein neues Passwort beendet alle.
account-sign-in-unnamed = Ein Programm ohne Namen
account-sign-in-since = seit
account-sign-in-used = zuletzt benutzt
account-sign-in-this = hier
account-sign-in-end = Dort abmelden
account-sign-in-ended = Dort abgemeldet.
connect-title = Telefon verbinden
connect-lead = Erfassen Sie die Anwesenheit mit dem Telefon: in seinem Browser oder mit der Muster-App.
connect-show = Code anzeigen
connect-scan = Richten Sie die Kamera des Telefons auf den Code: Die App öffnet sich im Browser des Telefons.
connect-installed = Oder öffnen Sie die installierte Muster-App und wählen Sie „Code scannen“.
connect-sign-in = Melden Sie sich dort an wie hier.
connect-address = Adresse der App
connect-picture = QR-Code mit der Adresse der App
connect-unencrypted = Diese Adresse ist nicht verschlüsselt. Fotos von Schüler/innen und Passwörter sollten so nicht übertragen werden: Wer den Server betreibt, sollte ihm eine https-Adresse geben (docs/operations.md).
connect-this-machine = Ein Telefon erreicht diese Adresse nicht: Sie meint nur diesen Computer. Öffnen Sie diese Seite unter der Adresse des Servers in Ihrem Netz, oder setzen Sie public_url in muster.toml.
connect-no-app = Dieser Server hat keine App für Browser auf Telefonen; die installierte Muster-App funktioniert trotzdem. Wer den Server betreibt, kann sie mit cargo xtask app hinzufügen.

home-title = Ihre Klassen
home-today = Heute
home-attended = { $attended } von { $all } anwesend
home-empty-title = Es gibt noch keine Klasse
home-empty-admin = Fügen Sie eine Klasse hinzu, dann ihre Schüler/innen; danach genügt ein Foto, um die Anwesenheit zu erfassen.
home-empty-teacher = Ihnen ist noch keine Klasse zugeteilt. Ein Admin kann das tun.
home-add-class = Klasse hinzufügen
class-students = { $count ->
    [one] 1 Schüler/in
   *[other] { $count } Schüler/innen
}
class-without-face = { $count ->
    [one] 1 ohne hinterlegtes Gesicht
   *[other] { $count } ohne hinterlegtes Gesicht
}
class-empty = Diese Klasse hat noch keine Schüler/innen.
class-add-students = Schüler/innen hinzufügen
class-enrol-them = Gesichter hinterlegen
class-no-session = Es wurde noch keine Anwesenheit erfasst.
take-attendance = Anwesenheit erfassen
session-label = Stunde
session-label-hint = Stunde, falls es mehrere am Tag gibt

session-title = Anwesenheit: { $name }
session-open = Offen
session-closed = Abgeschlossen
session-close = Termin abschließen
session-close-again = Erneut abschließen
session-reopen = Wieder öffnen
session-locked = Dieser Termin wird nicht mehr geändert seit
reopening-title = Den Termin wieder öffnen
reopening-lead = Wer nur durch das Abschließen fehlte, gilt wieder als nicht gesehen. Warum er geöffnet wurde, bleibt im Verlauf.
reopening-reason = Warum?
session-before = Vorheriger Termin
session-after = Nächster Termin
session-counts = Stand der Anwesenheit
session-nobody-enrolled = Aus dieser Klasse kann noch niemand erkannt werden: Tragen Sie von Hand ein oder hinterlegen Sie Gesichter.
count-attended = anwesend
count-to-review = zu prüfen
count-not-seen = nicht gesehen
count-absent = fehlend
count-unknown = unbekannte Gesichter
keys = Tasten
key-next = Weiter, zurück
key-candidate = Es ist der erste, zweite, dritte Vorschlag
key-not = Es ist nicht der erste Vorschlag
key-nobody = Es ist niemand aus der Klasse
key-who = Sagen, wer es ist
key-statuses = Anwesend, verspätet, früher gegangen, entschuldigt, fehlend
key-withdraw = Eintrag von Hand zurücknehmen
key-undo = Rückgängig machen
key-close = Termin abschließen
photos-add = Fotos hinzufügen
photos-shoot = Foto aufnehmen
photos-choose = Fotos auswählen
photos-drop = oder irgendwo auf dieser Seite ablegen
photos-title = Fotos
photo-number = Foto { $number }, { $faces ->
    [one] 1 Gesicht
   *[other] { $faces } Gesichter
}
photo-gone = Das Bild wird nicht aufbewahrt; dies sind seine Gesichter.
photo-draw = Übersehenes Gesicht einzeichnen
photo-large = Groß
review-title = { $count } zu prüfen
review-lead = Zuerst kommt, wo ein Irrtum am meisten schaden würde.
review-card = { $name }: zu prüfen
review-is-it = Ist das { $name }?
reason-uncertain = Die Ähnlichkeit ist nicht sicher genug.
reason-runner-up-close = Eine zweite Person aus der Klasse sieht fast ebenso ähnlich aus.
reason-better-face-elsewhere = Ein anderes Gesicht auf dem Foto passt besser zu dieser Person.
reason-low-quality = Das Gesicht ist zu klein, zu unscharf oder zu weit abgewandt, um sicher zu sein.
reason-ruled-out = Jemand hat früher gesagt, dass ein solches Gesicht nicht zu dieser Person gehört.
reason-presentation = Das könnte ein Foto von einem Foto oder von einem Bildschirm sein.
reason-sent-before = Dieses oder ein fast gleiches Foto wurde schon einmal geschickt, oder es ist von einem anderen Tag.
reason-conflict = Mehrere Fotos scheinen diese Person zu zeigen, aber die Gesichter sehen sich nicht ähnlich.
face-in-photo = Gesicht auf dem Foto
enrolled-picture = { $name }, wie hinterlegt
near = Abstand { $distance }
near-likely = zu { $percent } % sicher
say-is = Es ist { $name }
say-is-not = Nicht { $name }
say-nobody = Niemand aus dieser Klasse
say-else = Jemand anderes …
say-open = Aussage zurücknehmen
said-is = { $name } ist anwesend.
said-is-not = Vermerkt: nicht { $name }.
said-nobody = Vermerkt: niemand aus dieser Klasse.
said-open = Die Aussage ist zurückgenommen.
said-named = Das Gesicht hat seinen Namen.
said-mark = { $name }: { $status }.
said-withdrawn = Der Eintrag von Hand ist zurückgenommen.
said-closed = Der Termin ist abgeschlossen.
said-reopened = Der Termin ist wieder offen.
unknown-title = { $count ->
    [one] 1 unbekanntes Gesicht
   *[other] { $count } unbekannte Gesichter
}
unknown-lead = Niemand aus dieser Klasse, sagt die Erkennung. Ist es doch jemand, sagen Sie, wer.
unknown-face = Unbekanntes Gesicht { $number }
face-title = Ein Gesicht
face-unnamed = Unbekanntes Gesicht
face-who = Wer ist das?
face-learn = Dieses Gesicht lernen, damit es beim nächsten Mal bekannt ist
face-save = Speichern
back-to-session = Zurück zum Termin
verdict-identified = Von der Erkennung identifiziert
verdict-to_review = Zu prüfen
verdict-unknown = Der Erkennung unbekannt
verdict-confirmed = Von einem Menschen bestätigt
verdict-dismissed = Niemand aus dieser Klasse, sagt ein Mensch
quality-too_small = klein
quality-blurred = unscharf
quality-too_dark = dunkel
quality-too_bright = zu hell
quality-turned = abgewandt
quality-cut_off = angeschnitten
roster-title = Klassenliste
roster-filter = Schüler/in suchen
evidence = Beleg
mark-as = { $name }: { $status }
by-hand = von { $name },
by-confirmed = bestätigt von { $name },
by-closing = nicht gesehen, als { $name } den Termin abschloss,
closing-title = Diesen Termin abschließen?
closing-attended = { $attended } von { $all } sind anwesend.
closing-to-review = { $count ->
    [one] 1 Schüler/in ist noch zu prüfen
   *[other] { $count } Schüler/innen sind noch zu prüfen
}: Sehen Sie zuerst dort nach, sonst wird daraus „fehlend“.
closing-nobody = Niemand wird als fehlend eingetragen.
closing-absent = { $count ->
    [one] 1 Schüler/in wurde nicht gesehen und wird als fehlend eingetragen:
   *[other] { $count } Schüler/innen wurden nicht gesehen und werden als fehlend eingetragen:
}
closing-later = Einträge lassen sich auch danach berichtigen und Fotos hinzufügen.

status-present = Anwesend
status-late = Verspätet
status-left_early = Früher gegangen
status-excused = Entschuldigt
status-absent = Fehlend
status-not_seen = Nicht gesehen
letter-present = An
letter-late = V
letter-left_early = G
letter-excused = E
letter-absent = F
letter-not_seen = ?

script-undo = Rückgängig
script-undone = Rückgängig gemacht.
script-dismiss = Schließen
script-offline = Der Server ist nicht erreichbar. Nichts ist verloren: Versuchen Sie es noch einmal.
script-offline-photo = Der Server ist nicht erreichbar; das Foto wartet hier und wird erneut gesendet.
script-waits = Der Server ist nicht erreichbar: hier aufbewahrt und gesendet, sobald er antwortet.
script-outbox = Warten auf die Verbindung: { $count }
script-failed = Der Server konnte das nicht ausführen.
script-no-photo = Das ist kein Foto: JPEG, PNG und WebP werden angenommen.
script-queued = Wartet
script-sending = Wird gesendet
script-busy = Der Server ist ausgelastet; das Foto wartet hier.
script-looking = Gesichter werden gesucht
script-done = Fertig
script-photo-done = Die Gesichter auf dem Foto sind gefunden.
script-draw = Ziehen Sie einen Rahmen um das Gesicht.

error-unauthorised = Sie sind nicht angemeldet.
error-forbidden = Ihre Rolle erlaubt das nicht.
error-foreign_origin = Das kam von einer Seite einer anderen Website.
error-wrong_password = Anmeldename und Passwort passen nicht zusammen.
error-second_factor = Geben Sie den Code aus Ihrer Authenticator-App ein.
error-wrong_code = Dieser Code passt nicht oder wurde schon benutzt: Warten Sie auf den nächsten.
error-gone = Dieser Link wurde schon benutzt, durch einen neueren ersetzt oder ist abgelaufen: Bitten Sie um einen neuen.
error-too_many_attempts = Zu viele Versuche: Warten Sie etwas und versuchen Sie es dann noch einmal.
error-not_found = Das gibt es nicht, oder Sie dürfen es nicht sehen.
error-invalid = Etwas von dem, was eingegeben wurde, ist nicht verwendbar.
error-conflict = Das passt nicht zu dem, was schon da ist.
error-locked = Der Termin ist gesperrt: Die Administration kann ihn wieder öffnen.
error-too_large = Das ist zu groß.
error-bad_photo = Dieses Foto ist nicht lesbar.
error-unsupported_photo = Diese Art von Bild wird nicht angenommen: Senden Sie JPEG, PNG oder WebP. HEIC von einem iPhone wird als JPEG gesendet, wenn Sie das Bild aus der Fotomediathek auswählen.
error-bad_base64 = Dieses Bild ist nicht lesbar.
error-busy = Der Server ist ausgelastet: Versuchen Sie es in einigen Sekunden noch einmal.
error-face_off = Gesichter werden hier zurzeit nicht erkannt: Erfassen Sie die Anwesenheit von Hand.
error-storage_full = Die Festplatte des Servers ist voll; es wurde nichts geändert.
error-storage_busy = Der Speicher ist gerade belegt; es wurde nichts geändert. Versuchen Sie es noch einmal.
error-storage_corrupt = Die Daten des Servers sind beschädigt: Eine Sicherung muss wiederhergestellt werden.
error-unavailable = Der Server kann zurzeit nichts speichern; es wurde nichts geändert.
error-internal = Der Server konnte das nicht ausführen; es wurde nichts geändert.
error-method_not_allowed = Diese Adresse nimmt eine solche Anfrage nicht an.
error-weak_password = Dieses Passwort gehört zu denen, die als Erste geraten werden: Nehmen Sie ein anderes.

# Students, their roster and its import
students-add = Schüler/in hinzufügen
students-added = Die Person steht jetzt auf der Klassenliste.
students-empty-admin = Fügen Sie sie einzeln hinzu oder importieren Sie eine Liste: eine CSV-Datei aus einer beliebigen Schulsoftware oder Tabellenkalkulation.
students-empty-teacher = Ein Admin fügt Schüler/innen hinzu oder importiert eine Liste.
students-id = Schülernummer
students-id-hint = wie in den Unterlagen der Schule; sie ändert sich nie
students-first-name = Vornamen
students-last-name = Nachname
students-templates = Verwendete Gesichter
students-pending = Zu prüfen
students-no-face = kein Gesicht hinterlegt
students-few = wenige
students-to-review = { $count } zu prüfen
students-change = Ändern
students-change-one = { $name } ändern
students-rename = Namen speichern
students-renamed = Der Name ist geändert.
students-leave = Von der Klassenliste nehmen
students-leave-lead = { $name } steht dann auf keiner neuen Liste dieser Klasse. Die Einträge und alles, was hinterlegt ist, bleiben erhalten; Sie können die Person jederzeit wieder hinzufügen.
students-leave-soft = Die Einträge und alles, was hinterlegt ist, bleiben erhalten.
students-leave-yes = { $name } von der Klassenliste nehmen
students-left = { $name } steht nicht mehr auf der Klassenliste.
students-back = Zurück zu den Schüler/innen
onfile-ready = { $ready } von { $all } Schüler/innen haben { $enough } oder mehr verwendete Gesichter.
onfile-few = { $count ->
    [one] 1 Person hat weniger
   *[other] { $count } haben weniger
}
roster-import = Liste importieren
import-file = Die Liste
import-lead = Eine CSV-Datei aus Ihrer Schulsoftware, aus Moodle oder einer Tabellenkalkulation, mit Schülernummer und Namen für jede Person; oder ein OneRoster-Export (ZIP). Sie sehen, was sich ändert, bevor etwas geändert wird.
import-choose = Datei auswählen
import-paste = Oder die Zeilen einfügen
import-paste-hint = Schülernummer;Nachname;Vornamen
import-look = Zeigen, was sich ändert
import-columns = Was in den Spalten steht
import-header = Die erste Zeile benennt die Spalten
import-none = keine Spalte
import-full-name = Ganzer Name in einer Spalte
import-unmapped = Sagen Sie, in welcher Spalte die Schülernummern stehen und in welcher die Namen.
import-source = Welche Klasse des Exports
import-source-lead = Die Schülerinnen und Schüler dieser Klasse kommen auf die Klassenliste.
import-source-none = Klasse auswählen
import-problems = Zeilen, die nicht verwendbar sind
import-problems-lead = Bis sie stimmen, wird nichts importiert: Berichtigen Sie die Datei und wählen Sie sie noch einmal aus.
import-left-out = Ausgelassen
import-left-out-lead = Wer in diesen Zeilen steht, kommt nicht auf die Klassenliste; alle anderen lassen sich importieren.
import-changes = Was sich ändert
import-added = Neu auf der Klassenliste
import-renamed = Neue Namen
import-missing = Auf der Klassenliste, aber nicht in der Datei
import-unchanged = Unverändert:
import-remove = Diese von der Klassenliste nehmen
import-do = Importieren
import-nothing = Die Klassenliste stimmt mit der Datei überein: Es gibt nichts zu importieren.
script-tab = Tabulator
script-read-as = Gelesen als { $name }, mit { $count } zwischen den Zellen.
script-column = Spalte { $count }
script-line = Zeile { $count }:
script-line-missing_id = Die Schülernummer fehlt
script-line-duplicate_id = Diese Schülernummer kam schon vor
script-line-no_name = Der Name fehlt
script-line-control = Eine Zelle enthält einen Zeilenumbruch; fehlt ein Anführungszeichen oder ist eines zu viel?
script-line-too_long = Eine Zelle ist zu lang; fehlt ein Anführungszeichen?
script-line-extra_cells = Mehr Zellen als Spalten; steht ein Name mit Komma ohne Anführungszeichen da?
script-line-of = { $name }, Zeile { $count }:
script-line-garbled = Das ist kein Text in UTF-8; exportieren Sie die Datei noch einmal als UTF-8
script-line-bad_date = Ein Datum hat nicht die Form 2026-11-24
script-line-suspended = Das Konto ist gesperrt
script-line-deleted = Als gelöscht markiert
script-line-no_such_user = Diese Person kommt im Export nicht vor
script-line-not_student = Keine Schülerin und kein Schüler
script-line-not_begun = Die Zugehörigkeit hat noch nicht begonnen
script-line-ended = Die Zugehörigkeit ist beendet
script-known-as = { $name }, der Schule bekannt als { $count }
script-more = und { $count } weitere
script-imported = Die Liste ist importiert. Schüler/innen darin: { $count }

# Enrolment
enrol-title = Gesichter hinzufügen
enrol-student = Fotos einer einzelnen Person
enrol-student-lead = Drei oder mehr Fotos, jedes mit einem klar erkennbaren Gesicht, bei verschiedenem Licht und von verschiedenen Seiten.
enrol-whom = Wessen Fotos?
enrol-folders = Je ein Ordner mit Fotos pro Schüler/in
enrol-folders-lead = Wählen Sie den Ordner, in dem die Ordner der Schüler/innen liegen, jeder benannt nach Schülernummer oder Namen. Sie sehen, welcher wem gehört, bevor etwas gesendet wird.
enrol-folder-choose = Ordner auswählen
enrol-folder = Ordner
enrol-send = Fotos senden
enrol-class = Ein Foto der ganzen Klasse
enrol-class-lead = Alle Gesichter darauf werden nach Ähnlichkeit zusammengestellt; dann sagen Sie, wer wer ist.
enrolled-pending = zu prüfen
enrolled-accepted = verwendet
enrolled-rejected = nicht verwendet
enrolled-pending-title = { $count ->
    [one] 1 Gesicht zu prüfen
   *[other] { $count } Gesichter zu prüfen
}
enrolled-pending-lead = Sie werden erst verwendet, wenn jemand sie angesehen hat: Durch ein schlechtes oder falsches Bild werden andere mit dieser Person verwechselt.
enrolled-rather = Ähnlicher ist es:
enrolled-accept = Ja, verwenden
enrolled-reject = Nicht verwenden
enrolled-use = Verwenden
enrolled-later = Später prüfen
enrolled-said-accepted = Das Gesicht wird ab jetzt für { $name } verwendet.
enrolled-said-all-accepted = Diese Gesichter werden ab jetzt verwendet.
enrolled-said-rejected = Vermerkt: nicht verwendet.
enrolled-said-pending = Wird später geprüft.
enrolled-said-is = Die Gesichter gehören zu { $name } und werden ab jetzt verwendet.
enrolled-of-roster = Schüler/in der Klasse
enrolled-new-student = Neue Person
enrolled-back = Zurück zu „Gesichter hinterlegen“
nameless-title = { $count ->
    [one] 1 Gesicht ohne Namen
   *[other] { $count } Gesichter ohne Namen, von { $groups ->
        [one] einer Person
       *[other] etwa { $groups } Personen
    }
}
nameless-lead = Ähnliche Gesichter stehen beisammen. Heben Sie die Markierung bei denen auf, die zu jemand anderem gehören, und sagen Sie dann, wer es ist.
nameless-more = Weitere folgen, wenn diese Namen haben.
nameless-card = Gruppe { $number }: { $count ->
    [one] ein Gesicht ohne Namen
   *[other] { $count } Gesichter von wahrscheinlich einer Person
}
nameless-who = Wer ist das?
nameless-face = Gesicht { $number } aus { $source }
nameless-reject = Niemand aus dieser Klasse
misfits-title = { $count ->
    [one] 1 verwendetes Gesicht ist vielleicht falsch
   *[other] { $count } verwendete Gesichter sind vielleicht falsch
}
misfits-lead = Sie passen nicht zu den anderen Gesichtern der Person. Sind sie richtig, ist nichts zu tun.
misfit-unlike = Es ist den anderen Gesichtern der Person unähnlich (Abstand { $distance }).
misfit-two = Die Gesichter dieser Person zeigen zwei Menschen: { $alike } von { $of } sehen aus wie dieses hier.
misfit-nearer = Es sieht eher aus wie { $name } (Abstand { $distance }).
alike-title = { $count ->
    [one] 1 Paar sieht sich ähnlich
   *[other] { $count } Paare sehen sich ähnlich
}
alike-lead = Die Erkennung kann sie kaum unterscheiden, daher sind ihre Gesichter öfter zu prüfen. Mehr Gesichter von beiden helfen. Ist ein Paar ein und dieselbe Person, nur doppelt angelegt, nehmen Sie eine davon von der Klassenliste.
onfile-title = { $count ->
    [one] 1 hinterlegtes Gesicht
   *[other] { $count } hinterlegte Gesichter
}
onfile-empty = Es sind noch keine Gesichter hinterlegt. Fügen Sie oben Fotos hinzu.
onfile-lead = Wählen Sie ein Gesicht, um zu sagen, zu wem es gehört. Markieren Sie mehrere, um über alle auf einmal zu entscheiden; ist dabei ein Name gewählt, gehören sie zu dieser Person.
onfile-as-named = Namen beibehalten
onfile-unnamed = Ohne Namen
onfile-face = { $name }, Gesicht { $number }
onfile-mark = Gesicht { $number } von { $name } markieren
onfile-said-accepted = Die markierten Gesichter werden ab jetzt verwendet.
onfile-said-rejected = Die markierten Gesichter werden nicht verwendet.
onfile-said-pending = Die markierten Gesichter werden später geprüft.
templates-title = Templates als Datei
templates-lead = Templates sind biometrische Daten: Wer die Datei hat, kann nach diesen Gesichtern suchen. Bewahren Sie sie so sorgsam auf wie die Fotos.
templates-export = Templates von { $model } exportieren (.npz)
templates-model = Modell, das die Templates erstellt hat
templates-file = Ein NumPy-Wörterbuch (.npz): Schülernummer oder ganzer Name, dazu die Vektoren
templates-import-lead = Für Namen, die es in der Klasse nicht gibt, werden neue Schüler/innen angelegt. Frühere Importe zu denselben Personen werden ersetzt; hinterlegte Gesichter bleiben.
templates-import = Templates importieren
templates-imported = Die Templates sind importiert.
script-enrol-accepted = verwendet
script-enrol-pending = zu prüfen
script-enrol-rejected = nicht verwendet
script-enrol-faces = Gefundene Gesichter: { $count }. Sagen Sie unten, wer das ist.
script-enrol-sent = Fertige Fotos: { $count } von { $name }
script-enrol-whom = Wählen Sie zuerst, wessen Fotos das sind.
script-enrol-leave-out = Weglassen
script-enrol-new = Neu: { $name }
script-marked = Markiert: { $count }

# Administration
save = Speichern
saved = Gespeichert.
copy = Kopieren
on = ein
off = aus
role-admin = Admin
role-teacher = Lehrkraft
role-auditor = Revision
role-kiosk = Kiosk
role-admin-may = alles, in allen Klassen
role-teacher-may = Anwesenheit erfassen und berichtigen, in den eigenen Klassen
role-auditor-may = alles lesen, nichts ändern
role-kiosk-may = Anwesenheit in den eigenen Klassen erfassen, sonst nichts
user-invite = Jemanden einladen
user-invite-lead = Sie erhalten einen Link zum Weitergeben. Damit wählt die eingeladene Person ein Passwort; er gilt einmal, sieben Tage lang.
user-name = Name, wie er in Anwesenheitslisten steht
user-role = Rolle
user-classes = Klassen
user-classes-hint = Für Lehrkräfte und Kioske; Admins und die Revision sehen alle.
user-since = Seit
user-enabled = Aktiviert
user-disabled = Deaktiviert
user-access = Zugang
user-access-hint = Zurücksetzen meldet die Person überall ab und entfernt den zweiten Faktor. Deaktivieren beendet alles sofort; im Verlauf bleibt der Name stehen.
user-reset = Passwort und zweiten Faktor zurücksetzen
user-disable = Deaktivieren
user-enable = Aktivieren
back-to-users = Zurück zu allen Benutzern
key-lead = Ein Schlüssel lässt einen Kiosk, eine App oder andere Software herein. Im Verlauf steht er als Urheber.
key-person = Personen melden sich am Telefon selbst an und brauchen keinen Schlüssel:
key-none = Es gibt keinen Schlüssel.
key-add = Schlüssel hinzufügen
key-label = Wofür er ist
key-label-hint = Tablet an der Tür von Raum 12
key-revoke = Sperren
key-revoked = Gesperrt
key-revoked-said = Der Schlüssel öffnet nichts mehr.
key-valid = Gültig
class-name = Name
class-id = Kennung
class-id-hint = Die Kennung vergibt die Schule selbst, zum Beispiel 7b; sie bleibt, wenn sich der Name ändert.
class-teachers = Lehrkräfte
class-rename = Umbenennen
class-added = Die Klasse ist angelegt. Fügen Sie als Nächstes ihre Schüler/innen hinzu.
secret-title = Wird nur einmal angezeigt
jobs-none = Es wurden noch keine Fotos gesendet.
jobs-lead = Angenommene Fotos werden versiegelt aufbewahrt, bis sie verarbeitet sind, und überstehen einen Neustart.
jobs-free = { $count ->
    [one] Jetzt würde noch 1 Satz Fotos angenommen
   *[other] Jetzt würden noch { $count } Sätze Fotos angenommen
}
jobs-by = Gesendet von
jobs-sent = Gesendet
job-waiting = Wartet
job-done = Fertig
job-failed = Fehlgeschlagen
job-took = nach { $seconds } s
data-held = Was gespeichert ist
data-what = Was
data-count = Wie viele
data-how-long = Wie lange
data-students-kept = Solange sie auf einer Klassenliste stehen, und darüber hinaus, solange Anwesenheitslisten sie nennen
data-sessions-kept = So lange, wie die Schule Anwesenheitslisten aufbewahrt
data-pictures = Bilder von Klassenfotos
data-pictures-kept = Bis der Termin abgeschlossen ist, höchstens 24 Stunden
data-crops = Hinterlegte Gesichter
data-crops-kept = Bis sie abgelehnt werden oder die Person die Schule verlässt
data-pending = davon zu prüfen
data-pending-kept = Bis jemand entschieden hat
backups-title = Sicherungen
backups-how = Eine Sicherung ist eine einzelne verschlüsselte Datei. So erstellen Sie eine und probieren aus, ob sie sich öffnen lässt:
backups-unknown = Der Server weiß nicht, wo seine Sicherungen liegen: Starten Sie ihn mit --backups FOLDER, dann wacht diese Seite über sie.
backups-unreadable = Der Ordner mit den Sicherungen ist nicht lesbar: Sehen Sie nach, ob er da ist und der Server ihn lesen darf.
backups-none = Es gibt noch keine Sicherung.
backups-old = Die neueste Sicherung ist mehr als eine Woche alt.
backups-fresh = Die neueste Sicherung ist weniger als eine Woche alt.
health-store = Der Speicher antwortet und zeigt keinen Schaden.
health-recognition = Gesichter können erkannt werden.
health-recognition-off = Gesichter können nicht erkannt werden, daher wird die Anwesenheit von Hand erfasst: `muster doctor` sagt, welches Modell fehlt.
health-queue = Für Fotos ist Platz.
health-queue-full = Die Warteschlange ist voll: Fotos warten auf den Telefonen, bis Platz ist.
health-jobs = In letzter Zeit ist kein Auftrag fehlgeschlagen.
health-jobs-failed = { $count ->
    [one] 1 der neuesten Aufträge ist fehlgeschlagen
   *[other] { $count } der neuesten Aufträge sind fehlgeschlagen
}: Auf der Seite der Aufträge steht, warum.
health-version = Version
health-since = Läuft seit
health-clock = Uhr
health-waiting = Wartende Aufträge
health-more = Für die Überwachung: /health/live, /health/ready und, mit einem Schlüssel für Admin oder Revision, /metrics.
script-copied = Kopiert.
script-secret-invitation = Geben Sie diesen Link der Person: Damit wählt sie ein Passwort. Er gilt einmal, sieben Tage lang.
script-secret-reset = Geben Sie diesen Link der Person: Damit wählt sie ein neues Passwort. Er gilt einmal, einen Tag lang.
script-secret-key = Geben Sie diesen Schlüssel im Gerät ein oder scannen Sie damit den Code. Er wird nicht noch einmal angezeigt.
script-secret-picture = QR-Code, mit dem sich die Muster-App mit diesem Schlüssel anmeldet

# Live mode
live-title = Live
live-camera = Kamera
live-lead = Bleiben Sie in der Nähe: Wer innerhalb weniger Sekunden auf drei Bildern gesehen wird, wird als anwesend eingetragen, mit diesem Bild als Beleg, und Sie können es zurücknehmen. Von allen anderen wird nichts aufbewahrt.
live-arrived = Angekommen
script-live-start = Kamera starten
script-live-pause = Pause
script-live-off = Die Kamera ist aus.
script-live-looking = Suche läuft, Gesichter: { $count }
script-live-counting = Ist das { $name }?
script-live-insecure = Browser geben die Kamera nur über TLS frei: Öffnen Sie diesen Server mit https.
script-live-refused = Die Kamera kann nicht benutzt werden: Erlauben Sie sie für diese Seite und sehen Sie nach, ob ein anderes Programm sie gerade benutzt.
script-live-wrong = Falsch

# Recognition
recognition-since = in Gebrauch seit
recognition-fixed = Die Einstellungen des Servers legen die Art der Erkennung fest. Um sie hier zu wählen, nehmen Sie `profile` aus muster.toml oder --profile aus der Befehlszeile.
recognition-profiles = Arten der Erkennung
recognition-lead = Was jede nachweislich leistet, gemessen an beschrifteten Fotos, die an ihrer Entstehung keinen Anteil hatten. In docs/accuracy.md stehen die Daten, die Intervalle und die Befehle.
recognition-profile = Profil
recognition-in-use = In Gebrauch
recognition-switch = Dazu wechseln
recognition-back = Dazu zurückkehren
recognition-begun = { $name } wird vorbereitet. Bis dahin läuft alles weiter wie bisher.
recognition-preparing = { $name } wird vorbereitet: { $done } von { $total } hinterlegten Gesichtern sind fertig. Bis dahin läuft alles weiter wie bisher.
recognition-failed = { $name } konnte nicht vorbereitet werden, und nichts hat sich geändert:
recognition-thresholds = Schwellen
recognition-thresholds-lead = Bis zum ersten Abstand gilt ein Gesicht als identifiziert, bis zum zweiten ist es zu prüfen. Je mehr Schüler/innen, desto strenger: So wird eine fremde Person in jeder Klasse gleich selten verwechselt.
recognition-enrolled = Können erkannt werden
recognition-identify = Identifiziert bis
recognition-review = Zu prüfen bis
recognition-calibration = Kalibriert an:
recognition-calibrate = Mit eigenen bestätigten Terminen kann die Schule sie kalibrieren:
recognition-history = Getroffene Wahl
recognition-no-choice = Noch hat niemand gewählt: Das übliche Profil ist in Gebrauch.
figure-group_precision = Richtige Einträge
figure-group_recall = Anwesende Schüler/innen, die eingetragen werden
figure-strangers_identified = Fremde, die mit Schüler/innen verwechselt werden
figure-enrolled_missed = Gesichter von Schüler/innen, die nicht identifiziert werden
figure-of = { $hits } von { $of }
# The register, a student's page and the charts
period = Gezeigte Tage
period-from = Von
period-to = Bis
span-week = Diese Woche
span-month = Dieser Monat
span-recent = Dieser und voriger Monat
span-all = Das ganze Schulhalbjahr
show = Anzeigen
register-title = Anwesenheitsliste: { $name }
register-choose = Was die Anwesenheitsliste zeigt
register-below = Hervorheben unter
register-printed = Stand
register-empty = An diesen Tagen gab es keinen Termin.
register-show-all = Das ganze Schulhalbjahr anzeigen
register-legend = Was die Buchstaben bedeuten
register-low = niedrig
register-low-means = unter { $percent } % der erfassten Termine
register-percentages = „% erfasst“ lässt Termine weg, über die noch niemand entschieden hat; „% gesamt“ zählt sie wie versäumte. Wer einen Teil des Termins da war, zählt als da. Entschuldigt zählt als nicht da; eine eigene Spalte weist es gesondert aus.
register-keys = In der Tabelle:
register-open = Termin öffnen
register-cell = { $name }, { $session }: { $status }
register-of-taken = % erfasst
register-of-all = % gesamt
register-attended = Waren da
register-files = Diese Tage als Datei
register-excel = Excel-Arbeitsmappe
register-import = Bearbeitete Arbeitsmappe importieren
register-back = Zur Anwesenheitsliste
register-import-file = Die bearbeitete Arbeitsmappe
register-import-lead = Die Excel-Arbeitsmappe aus der Anwesenheitsliste, deren Buchstaben in Excel, LibreOffice oder Google Sheets geändert wurden, gespeichert als .xlsx. Sie sehen, was sich ändert, bevor etwas geändert wird.
register-import-cell = Zelle
register-import-student = Schüler/in
register-import-session = Termin
register-import-change = Änderung
register-import-no-base = Das Programm, das diese Datei gespeichert hat, hat den früheren Stand entfernt. Darum gilt jeder Buchstabe, der von der heutigen Anwesenheitsliste abweicht, als Änderung, auch wo inzwischen jemand anders entschieden hat: Sehen Sie genau hin.
register-import-nothing = Die Anwesenheitsliste stimmt mit der Datei überein: Es gibt nichts zu ändern.
register-import-conflicts = Inzwischen anders entschieden
register-import-conflicts-lead = Diese Buchstaben wurden in der Datei geändert und seit ihrem Export auch hier. Sie bleiben wie hier, außer Sie haken sie an.
register-import-override = Datei gilt
register-import-meanwhile = Geändert von
register-import-apply = Änderungen übernehmen
register-import-problems = Zellen, die nicht verwendbar sind
register-import-problems-lead = Sie ändern nichts. Berichtigen Sie sie in der Datei und wählen Sie sie noch einmal aus, oder lassen Sie sie so.
register-import-students = Zeilen von Personen, die nicht in der Klasse sind
register-import-columns = Spalten, die kein Termin sind
script-apply-changes = Änderungen übernehmen: { $count }
script-applied-changes = Aus der Datei eingetragen: { $count }
script-cell-photo = ein Foto, oder zurückgenommen
script-cell-override = Buchstaben der Datei in { $name } gelten lassen
script-cell-no_status = „{ $name }“ ist kein Status
script-cell-emptied = der Buchstabe fehlt: Schreiben Sie ?, wo nichts entschieden ist
script-cell-duplicate_id = diese Schülernummer steht schon in { $name }
script-cell-duplicate_session = dieser Termin steht schon in { $name }
register-csv = CSV für andere Programme
register-print = Drucken oder als PDF speichern
register-too-wide = Auf ein Blatt Papier passen { $count } Termine, hier sind es mehr: Wählen Sie zum Drucken weniger Tage.
register-moodle = Ein Termin für Moodle
register-moodle-lead = Die Anwesenheits-Aktivität von Moodle importiert einen Termin nach dem anderen: Öffnen Sie den Termin dort, wählen Sie „Anwesenheit per CSV hochladen“ (Upload attendance by CSV) und senden Sie seine Datei. Schüler/innen werden über ihre ID-Nummer gefunden. Wer früher gegangen ist, zählt dort als anwesend; wer noch nicht entschieden ist, wird weggelassen.
student-back = Anwesenheitsliste: { $name }
student-id = Schülernummer
student-classes = Klassen:
student-sums = Was diese Tage ergeben
student-of-taken = der erfassten Termine
student-of-all = aller Termine
student-history = Anwesenheit
student-marks = Alle Einträge
student-says = Was er besagt
student-who = Wer und wann
student-not-standing = zählt nicht mehr
student-corrections = Was Menschen zu Gesichtern gesagt haben
student-is-other = Es ist jemand anderes
student-is-not-other = Es ist nicht jemand anderes
student-faces = Hinterlegte Gesichter
student-no-face = Es ist kein Gesicht hinterlegt: Hier wird von Hand eingetragen.
student-face-accepted = verwendet
student-face-pending = zu prüfen
student-face-rejected = nicht verwendet
source-machine = Die Erkennung, anhand eines Fotos
source-human = { $name }
source-confirmed = { $name } (Gesicht bestätigt)
source-withdrawal = { $name } (Eintrag zurückgenommen)
source-closing = { $name } (Termin abgeschlossen)
charts-title = Diagramme: { $name }
charts-school = Diagramme der Schule
charts-empty = An diesen Tagen gibt es nichts zu zeichnen: Es gab keinen Termin.
charts-table = Dasselbe als Tabelle
charts-taken = Entschieden
charts-time = Anwesenheit im Zeitverlauf
charts-time-of = Anteil der Klasse, der da war, in Prozent derer, über die entschieden wurde (Termine: { $count }, n = { $records } Beobachtungen).
charts-days-of = Anteil aller Schüler/innen, die da waren, in Prozent derer, über die entschieden wurde (Tage: { $count }, n = { $records } Beobachtungen).
charts-weekday = Anwesenheit nach Wochentag
charts-weekday-of = Anteil derer, die da waren, in Prozent. Die dünnen Linien sind 95-%-Intervalle, als wären alle Beobachtungen unabhängig: n = { $records } Beobachtungen.
charts-student = Anwesenheit nach Schüler/in
charts-student-of = Anteil der entschiedenen Termine, an denen die einzelnen Schüler/innen da waren, der niedrigste zuerst (Schüler/innen: { $count }, n = { $records } Beobachtungen).
charts-class = Anwesenheit nach Klasse
charts-class-of = Anteil der Schüler/innen, die da waren, der niedrigste zuerst (Klassen: { $count }, n = { $records } Beobachtungen).
charts-class-name = Klasse
weekday-1 = Mo
weekday-2 = Di
weekday-3 = Mi
weekday-4 = Do
weekday-5 = Fr
weekday-6 = Sa
weekday-7 = So
quality-title = Wie richtig die Erkennung lag
quality-empty = An diesen Tagen gibt es nichts zu vergleichen: Nur abgeschlossene Termine mit Fotos zählen.
quality-lead = { $count ->
    [one] 1 abgeschlossener Termin mit Fotos: was die Erkennung sagte, neben dem, was am Ende galt.
   *[other] { $count } abgeschlossene Termine mit Fotos: was die Erkennung sagte, neben dem, was am Ende galt.
}
quality-means = Was dies nicht zeigt: Menschen bestätigen nur, was sie sich ansehen. Ein falscher Eintrag, den niemand bemerkt hat, zählt hier als richtig; die Erkennung kann also schlechter sein als diese Zahlen. Schüler/innen ohne hinterlegtes Gesicht zählen als übersehen. Wahre Fehlerquoten brauchen Fotos, auf denen jedes Gesicht beschriftet ist: „muster evaluate“ misst sie.
quality-what = Maß
quality-share = Anteil
quality-interval = 95-%-Intervall
quality-precision = Genauigkeit
quality-precision-means = von den Schüler/innen, die sie eingetragen hat, die, die da waren
quality-recall = Trefferquote
quality-recall-means = von den Schüler/innen, die da waren, die, die sie eingetragen hat
quality-override = Von Menschen geändert
quality-override-means = von den Schüler/innen, die sie eingetragen hat; auch auf verspätet oder früher gegangen
quality-review = Zur Prüfung vorgelegt
quality-review-means = von den Gesichtern auf den Fotos
quality-f1 = F1
quality-drift = Lässt sie nach?
quality-drift-of = Steigt eine der beiden Linien, fällt es der Erkennung schwerer: Gesichter verändern sich, und neu hinterlegte Fotos helfen. Termine: { $count }, n = { $records } eingetragene Schüler/innen. Der Abstand ist in Prozent der Schwelle angegeben: Bei 100 wird ein Gesicht gerade noch identifiziert.
quality-depth = Mittlerer Abstand ihrer Einträge, gemessen an der Schwelle
quality-right = Richtig
quality-wrong = Falsch
quality-missed = Übersehen
quality-depth-short = Abstand

# First steps
tour-title = Erste Schritte
tour-begin = Mit den ersten Schritten beginnen
tour-lead = Von der leeren Schule zur ersten Anwesenheitsliste. Jeder Schritt zeigt, wie weit Sie sind, und Sie können jederzeit hierher zurückkommen.
tour-go = Dorthin
tour-done = bisher { $count }
tour-class = Klassen hinzufügen
tour-class-how = Eine Klasse hat einen Namen und eine Kennung, die die Schule selbst vergibt.
tour-students = Schüler/innen auf die Klassenliste setzen
tour-students-how = Einzeln oder alle auf einmal aus einer CSV-Datei Ihrer Schulsoftware. Wer kein hinterlegtes Gesicht hat, wird von Hand eingetragen und steht trotzdem auf jeder Liste.
tour-enrol = Gesichter hinterlegen
tour-enrol-how = Drei oder mehr Fotos pro Person oder ein Klassenfoto, dessen Gesichtern Sie Namen geben. Ist die Erkennung im Zweifel, sehen Sie sich jeden Ausschnitt an, bevor er zählt.
tour-take = Anwesenheit erfassen
tour-take-how = Wählen Sie Klasse und Tag, nehmen Sie dann Fotos auf oder wählen Sie welche aus: bei einer großen Klasse zwei oder mehr. Ohne Fotos tragen Sie von Hand ein.
tour-close = Prüfen, dann den Termin abschließen
tour-close-how = Bestätigen oder berichtigen Sie, wo die Erkennung nicht sicher ist. Beim Abschließen wird als fehlend eingetragen, wen niemand gesehen hat; alles lässt sich auch danach noch berichtigen.
tour-register = Anwesenheitsliste herunterladen
tour-register-how = Als Excel-Datei, als CSV, für Moodle oder auf Papier.
tour-invite = Lehrkräfte einladen
tour-invite-how = Sie erhalten einen Link, um ein Passwort zu wählen, und sehen ihre eigenen Klassen.
tour-demo = Eine Klasse zum Ausprobieren
tour-demo-lead = Drei Schüler/innen und ein Klassenfoto, zusammengestellt aus Bildern, die in öffentlichen Softwarepaketen enthalten sind. Sie werden erst geholt, wenn Sie es wünschen.
tour-demo-make = Demo-Klasse anlegen
tour-demo-there = Die Demo-Klasse ist da. Öffnen Sie den heutigen Termin: Geben Sie einem unbekannten Gesicht einen Namen, nehmen Sie das mit „Rückgängig“ zurück, zeichnen Sie ein übersehenes Gesicht ein, schließen Sie dann den Termin ab und sehen Sie sich die Anwesenheitsliste an.
tour-demo-open = Demo-Klasse öffnen
tour-how-title = Gut zu wissen
tour-how-photos = Licht von den Fenstern hinter der Kamera, Gesichter der letzten Reihe auf dem Bildschirm mindestens so hoch wie ein Fingernagel und mehrere Fotos von verschiedenen Stellen aus: Das hilft am meisten.
tour-how-review = Die Erkennung schlägt vor, Sie entscheiden. Was Sie sagen, gilt immer und wird für die nächsten Fotos gemerkt.
tour-how-hand = Alles geht auch ohne Fotos und ohne Gesichter.
tour-how-keys = Auf der Seite eines Termins zeigt die Taste ? alle Tasten.
tour-how-privacy = Fotos werden aufbewahrt, bis der Termin abgeschlossen ist, höchstens einen Tag; danach bleiben nur die Gesichter, verschlüsselt.
error-no_demo = Die Bilder für die Demo-Klasse lassen sich nicht holen: Vielleicht erreicht dieser Server kein Paketverzeichnis.
error-no_app = Dieser Server hat keine App für Telefone. Wer ihn betreibt, kann sie mit cargo xtask app bauen.
error-request_reused = Das wurde schon einmal mit anderem Inhalt gesendet: Laden Sie die Seite neu.

# What people did
nav-activity = Verlauf
activity-from = Von
activity-to = Bis
activity-show = Anzeigen
activity-filter = Namen, Klasse oder Wort suchen
activity-lead = Wer bei den Terminen dieser Tage was entschieden hat. Was die Erkennung vorgeschlagen hat, steht auf den Seiten der Termine.
activity-none = Bei den Terminen dieser Tage hat niemand etwas entschieden.
activity-more = Das sind die neuesten { $count }: Wählen Sie weniger Tage, um die anderen zu sehen.
activity-when = Wann
activity-who = Wer
activity-session = Termin
activity-what = Was
deed-withdrew = { $name }: Eintrag von Hand zurückgenommen
deed-is = Hat gesagt, dass ein Gesicht { $name } ist
deed-is-not = Hat gesagt, dass ein Gesicht nicht { $name } ist
deed-nobody = Hat gesagt, dass ein Gesicht niemand aus der Klasse ist
deed-open = Hat zurückgenommen, was über ein Gesicht gesagt wurde
deed-closed = Hat den Termin abgeschlossen
deed-reopened = Hat den Termin wieder geöffnet: { $reason }

# The timetable at a session, statuses of the school's own, leave
by-leave = eingetragen von { $name },
source-leave = { $name } (Beurlaubung eingetragen)
leave-word = Beurlaubt
said-marked = { $name }: eingetragen.
mark-more = { $name }: ein anderer Status
mark-more-short = Mehr…
mark-set = Setzen
meeting-group = Gruppe { $name }
session-others = Auch an diesem Tag:
session-unlabelled = ohne Namen
meeting-state-planned = Geplant
meeting-state-not_taken = Nicht erfasst
meeting-state-open = Offen
meeting-state-closed = Abgeschlossen
meeting-state-cancelled = Fällt aus
counts-attended = Da
counts-excused = Entschuldigt
counts-absent = Fehlend
counts-not_counted = Zählt nicht
home-missed = Nicht erfasst
home-missed-lead = Termine der letzten { $count } Tage, die begonnen haben und bei denen niemand die Anwesenheit erfasst hat.
home-day = Heute, der Reihe nach
begin-foreseen = Der Stundenplan sieht heute vor:
begin-other = Oder ein anderer Tag oder eine andere Stunde:
week-title = Die Woche
week-choose = Welche Woche
week-before = Woche davor
week-after = Woche danach
week-holiday = Frei: { $name }
week-nothing = Nichts
groups-title = Gruppen
groups-lead = Teile der Klasse, die für sich zusammenkommen. Der Stundenplan kann eine nennen; dann geht es nur um ihre Mitglieder.
group-name = Name der Gruppe
group-make = Gruppe anlegen
group-made = Die Gruppe ist da. Wählen Sie ihren Namen, um zu sagen, wer dazugehört.
group-members = Wer dazugehört
group-change-lead = Wenn die Klasse schon zusammenkam, gehören Neue ab heute dazu, und wer geht, gehörte bis gestern dazu.
group-remove = Gruppe entfernen
group-remove-lead = Ihre Termine bleiben, mit allen Eintragungen. Einträge des Stundenplans, die sie nennen, müssen vorher weg.
group-removed = Die Gruppe ist entfernt.

# The school year
nav-year = Schuljahr
year-class = Klasse
year-all-classes = Alle Klassen
timetable-title = Stundenplan
timetable-lead = Wann jede Klasse zusammenkommt. Daraus entstehen die Termine auf der ersten Seite; auf nicht erfasste wird hingewiesen.
timetable-none = Für diese Klasse steht noch nichts im Stundenplan.
entry-add = In den Stundenplan eintragen
entry-add-to = In den Stundenplan von { $name } eintragen
entry-change = Ändern
entry-change-one = { $name } ändern
entry-remove = Aus dem Stundenplan nehmen
entry-remove-lead = Erfasste Termine bleiben. Ihre Absagen werden vergessen.
entry-removed = Es steht nicht mehr im Stundenplan.
entry-weekdays = An diesen Tagen
entry-starts = Beginnt
entry-ends = Endet
entry-group = Wer zusammenkommt
entry-whole-class = Die ganze Klasse
entry-every = Wie oft
entry-every-week = Jede Woche
entry-every-n = Alle { $count } Wochen
entry-term = Tage eines Halbjahrs übernehmen
entry-grace = Zu spät ab so vielen Minuten nach Beginn
entry-grace-hint = Bleibt das leer, macht kein Foto jemanden verspätet.
entry-late-from = zu spät ab { $count } Minuten
calendar-title = Halbjahre und freie Tage
calendar-lead = An freien Tagen kommt keine Klasse zusammen. Anwesenheitslisten gibt es auch je Halbjahr.
calendar-terms = Halbjahre
calendar-holidays = Freie Tage
calendar-add-terms = Halbjahr hinzufügen
calendar-add-holidays = Freie Tage hinzufügen
calendar-name = Name
calendar-none = Noch keine.
row-remove = { $name } entfernen
row-up = { $name } nach oben
row-down = { $name } nach unten
meeting-cancel = Absagen
meeting-cancel-lead = Dann wird niemand erwartet, und es wird nicht als nicht erfasst gemeldet. Das lässt sich zurücknehmen.
meeting-reason = Warum? (darf leer bleiben)
meeting-cancelled = Der Termin fällt aus.
meeting-hold = Er findet doch statt
meeting-held = Der Termin findet statt.
period-month-or-term = Ein Monat oder Halbjahr
period-months = Monate

# Leave
nav-leave = Beurlaubungen
leave-lead = Anerkannte Gründe zu fehlen. Termine dieser Tage gelten als entschuldigt, außer ein Foto oder ein Mensch sagt, dass die Person da war.
leave-ahead = Jetzt und künftig
leave-past = Vergangen
leave-none = Es gibt keine.
leave-enter = Beurlaubung eintragen
leave-entered = Die Beurlaubung ist eingetragen.
leave-first-day = Erster Tag
leave-last-day = Letzter Tag
leave-one-day = Ohne letzten Tag ist es ein Tag.
leave-letter = Art
leave-note = Notiz
leave-note-hint = Schreiben Sie nur das Nötige. Die Notiz ist verschlüsselt; nur wer die Person sehen darf, liest sie.
leave-file = Eine Datei: PDF, JPEG, PNG oder WebP, bis 10 MB
leave-file-add = Datei hinzufügen
leave-file-added = Die Datei ist hinzugefügt.
leave-change = Datei hinzufügen oder zurückziehen
leave-withdraw = Beurlaubung zurückziehen
leave-withdraw-lead = Dann zählt sie nicht mehr, und ihre Dateien werden gelöscht. Das lässt sich nicht rückgängig machen: Tragen Sie sie sonst neu ein.
leave-withdrawn = Zurückgezogen
leave-withdrawn-said = Die Beurlaubung von { $name } ist zurückgezogen.
stays-title = Auf der Klassenliste
stays-lead = Von wann bis wann. An anderen Tagen geht es bei Terminen nicht um diese Person, außer jemand hat sie dort eingetragen.
stays-first-day = Erster Tag; leer: schon immer
stays-last-day = Letzter Tag; leer: noch da
stays-ever = schon immer
stays-still = noch da
stays-add = Zeit hinzufügen

# Statuses
nav-statuses = Status
statuses-lead = Was die Schule in ihre Anwesenheitslisten schreibt. Gesetzte Einträge behalten ihre Buchstaben, wenn Sie eine andere Reihe wählen.
statuses-used = In Gebrauch
statuses-own = Eigene
statuses-use = Diese verwenden
statuses-chosen = Jetzt in Gebrauch: { $name }
statuses-copy = Eine Kopie ändern
statuses-copy-of = Kopie von { $name }
statuses-change = { $name } ändern
statuses-count = Buchstaben: { $count }
statuses-edit-lead = Die Reihenfolge ist die der Menüs. Der erste Buchstabe eines Status wird von Fotos und beim Abschließen gesetzt. Anwesend und fehlend müssen dabei sein.
statuses-set-name = Name der Reihe
statuses-letter = Buchstabe
statuses-name = Name
statuses-core = Steht für
statuses-counts = Zählt als
statuses-points = Punkte
statuses-colour = Farbe
statuses-add = Status hinzufügen

# Events, second confirmers, substitutes, launches from a learning platform
event = Veranstaltung
event-make = Veranstaltung anlegen
event-lead = Ein Treffen oder ein Ausflug: mit eigener Liste aus Klassen und einzelnen Schülerinnen und Schülern, und es findet einmal statt. Fotos erkennen sie an den hinterlegten Gesichtern.
event-name = Name
event-name-hint = Elternabend
event-list-open = Offene Liste: Niemand muss kommen
event-list-open-hint = Nach dem Abschließen steht auf der Liste, wer da war, und niemand fehlt. Ohne dies fehlt, wer nicht gesehen wurde.
event-classes = Wessen Schülerinnen und Schüler kommen dürfen
event-students = Weitere, die kommen dürfen
event-go = Zur Liste
event-open-list = Eine Veranstaltung mit offener Liste: Niemand muss kommen, und niemand fehlt.
event-past = Vergangene Veranstaltungen: { $count }
closing-open-list = Die Liste ist offen: Wer nicht gesehen wurde, musste nicht kommen und fehlt nicht.
standing-awaits = Zu bestätigen
standing-locked = Gesperrt
confirm-done = Bestätigt
confirm-by = von { $name },
confirm-lead = Jemand anderes als die Person, die diesen Termin abgeschlossen hat, muss ihn durchsehen.
confirm-closed-by = { $name } hat diesen Termin abgeschlossen; jemand anderes muss ihn durchsehen.
confirm-own = Sie haben diesen Termin selbst abgeschlossen: Jemand anderes muss ihn durchsehen.
confirm-do = Als richtig bestätigen
confirm-said = Der Termin ist bestätigt.
substitute-title = Vertretungen
substitute-lead = Klassen anderer: von jetzt an bis zum Ende des letzten Tages, danach endet es von selbst.
substitute-none = Zurzeit keine.
substitute-now = Vertritt: { $name }
substitute-from = vom
substitute-first-day = Erster Tag; leer: sofort
substitute-until = bis
substitute-over = Vorbei
substitute-class = Klasse
substitute-add = Vertretung eintragen
substitute-added = Die Klasse gehört ihnen bis zum letzten Tag.
substitute-removed = { $name } ist nicht mehr ihre Klasse.
statuses-remove = Diese Reihe entfernen
statuses-remove-lead = Einträge behalten ihre Buchstaben; einer, den die Reihe in Gebrauch nicht hat, wird als der erste seiner Art gezeigt.
statuses-remove-used = Ihre Listen werden mit dieser Reihe geführt: Nehmen Sie zuerst eine andere in Gebrauch.
statuses-removed = { $name } ist entfernt.
launch-framed = Muster zeigt keine Klasse innerhalb der Seite einer anderen Website.
launch-no-sign-in = Diese Plattform meldet Sie nicht bei Muster an: Melden Sie sich mit Ihrem eigenen Zugang an.
launch-no-course = Die Plattform sagt nicht, aus welchem Kurs Sie kommen: Öffnen Sie Muster aus einem Kurs.
launch-unlinked = Dieser Kurs ist noch keine Klasse in Muster. Die Administration sagt unter Verwaltung, Verbindungen, welche er ist: Plattform { $platform }, Deployment { $deployment }, Kurs { $course }.
launch-open = Muster in einem neuen Fenster öffnen
error-launch = Muster ließ sich nicht aus der Lernplattform öffnen.
error-not_begun = Das wurde nicht in diesem Browser begonnen oder vor mehr als zehn Minuten: Beginnen Sie von vorn.
error-platform = Die Lernplattform hat nicht getan, worum sie gebeten wurde.

# Consent and privacy
nav-consent = Einwilligung
nav-privacy = Datenschutz
consent-lead = Ein Gesicht wird nur benutzt, wenn jemand Ja und niemand Nein gesagt hat. Alle anderen werden mit Namen eingetragen, in denselben Listen.
consent-counts = { $allowed } von { $all } Gesichtern dürfen heute benutzt werden.
consent-enter = Eintragen, was jemand gesagt hat
consent-state = Einwilligung
consent-ledger = Was gesagt wurde
consent-more = Mehr
consent-nothing = noch nichts
consent-none = nicht gefragt
consent-granted = Ja
consent-objected = Nein: widersprochen
consent-withdrawn = Nicht mehr: widerrufen
consent-refused-by-child = Nein, sagt das Kind
consent-until = bis
consent-entries = { $count ->
    [one] { $count } Eintrag
   *[other] { $count } Einträge
}
consent-read = hatte { $version } gelesen, { $language }
consent-rights = Auskunft, Löschung
consent-export = Alles, was über sie vorliegt (ZIP)
consent-erase = Endgültig löschen
consent-erase-sure = { $name } aus Listen, Registern und allem anderen entfernen. Das kann nicht rückgängig gemacht werden.
consent-erased = Gelöscht. Der Beleg wurde als Datei gespeichert.
consent-said = Was sie gesagt haben
consent-person = Wer es gesagt hat
consent-relation = Wer das für das Kind ist
relation-parent = Elternteil
relation-guardian = sorgeberechtigt
relation-student = das Kind selbst
consent-text = Gelesener Text
consent-language = Sprache
consent-last-day = Letzter Tag eines Ja (kann leer bleiben)
consent-evidence = Wo es belegt ist, etwa: Formulare in Ordner 7b
consent-file-remove = Datei entfernen
consent-file-sure = Sie gehört nicht hierher. Niemand kann sie zurückholen.
consent-file-removed = Die Datei ist entfernt.
consent-no-hint = Ein Nein entfernt sofort alles, was vom Gesicht vorliegt. Einträge der Anwesenheit bleiben.
privacy-faces = Wo Gesichter benutzt werden
privacy-faces-lead = Ohne Gesichter bleibt alles andere gleich: Listen, Register, Berichte.
privacy-never = Das gewählte Recht verbietet Gesichter in Schulen.
privacy-school = Die ganze Schule
privacy-on = benutzt
privacy-off = nicht benutzt
privacy-switch-on = Gesichter benutzen
privacy-switch-off = Keine Gesichter benutzen
privacy-off-sure = Alles, was von diesen Gesichtern vorliegt, wird sofort entfernt.
privacy-law = Recht
privacy-law-lead = gewählt mit --jurisdiction; keine Rechtsberatung
privacy-kept = Was wie lange aufbewahrt wird
privacy-pictures = Klassenfotos
privacy-crops = Ausgeschnittene Gesichter
privacy-templates = Erfasste Gesichter und Merkmale, nach dem Weggang
privacy-hours = höchstens { $count } Stunden
privacy-days = { $count } Tage
privacy-records = Anwesenheitslisten, Entschuldigungen und Protokoll
privacy-years = { $count ->
    [one] 1 Jahr
   *[other] { $count } Jahre
}
privacy-until-erased = bis jemand die Person löscht
privacy-papers = Unterlagen
privacy-notice = Hinweis, den Kinder lesen können
privacy-assessment = Vorlage einer Folgenabschätzung
privacy-log = Wer was getan hat
privacy-holds = Das Protokoll stimmt
privacy-log-counts = { $entries } Einträge, die für { $marks } Anwesenheiten einstehen
privacy-log-forgotten = { $count } ältere Einträge sind weg: Ihre Zeit war um
privacy-broken = Das Protokoll stimmt nicht: Jemand hat es an Muster vorbei verändert.
privacy-head = Sein Ende; anderswo notieren:
privacy-filter = Im Protokoll suchen
privacy-kind = Art
privacy-outcome = Antwort
audit-access = Gesichter angesehen
audit-mark = Anwesenheit
audit-export = Ausgabe
audit-biometrics = Gesichter und Einwilligung
audit-administration = Verwaltung
audit-removal = Löschung
error-face_not_allowed = Für dieses Gesicht gibt es keine Einwilligung.

# Checking in by oneself

check-in-open = Selbst anmelden
check-in-title = Anmelden zur Stunde
check-in-back = Zurück zum Termin
check-in-code = Code zum Scannen
check-in-changes = Er wechselt alle 15 Sekunden: Ein weitergeschicktes Bild davon ist bald nichts mehr wert.
check-in-here = Wer sich angemeldet hat
check-in-lead = Schülerinnen und Schüler scannen den Code mit dem Handy und geben ihre Nummer ein. Wer keines hat, wird von Ihnen eingetragen.
check-in-look-over = Ein Code sagt, wer ihn gesehen hat, nicht, wer im Raum ist: Sehen Sie die Liste durch, bevor Sie schließen.
check-in-number = Deine Schülernummer
check-in-go = Ich bin da
check-in-done = Du bist angemeldet:
check-in-told = Deine Lehrkraft sieht, dass du dich selbst angemeldet hast, und entscheidet.
check-in-over = Dieser Code ist abgelaufen. Scanne den, der jetzt gezeigt wird.
check-in-count = { $count ->
    [0] Noch hat sich niemand angemeldet
    [one] { $count } Person hat sich angemeldet
   *[other] { $count } Personen haben sich angemeldet
}
error-code_is_over = Dieser Code ist abgelaufen. Scanne den, der jetzt gezeigt wird.
error-device_used = Mit diesem Handy hat sich schon jemand anderes angemeldet. Frag deine Lehrkraft.
error-session_closed = Der Termin ist abgeschlossen. Frag deine Lehrkraft.
error-decided_already = Deine Lehrkraft hat für dich schon etwas eingetragen. Frag sie.
