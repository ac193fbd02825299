### Berichte, und die Schreiben, in denen Benachrichtigungen kommen.

report-absences = Fehlend, entschuldigt und verspätet
report-classes = Klassen
report-students = Schüler/innen
report-teachers = Lehrkräfte
report-not_taken = Nicht erfasste Termine
report-in_row = Mehrmals hintereinander gefehlt
report-chronic = Viel versäumt
report-period = { $from } bis { $to }
report-period-day = { $from }
report-subtitle = { $class }, { $period }
report-of-class = { $class }
report-of-all = alle Klassen
report-nobody = Für diesen Zeitraum gibt es nichts aufzuführen.

report-column-class = Klasse
report-column-student = Schüler/in
report-column-student_id = Schülernummer
report-column-date = Datum
report-column-session = Termin
report-column-starts = Beginn
report-column-group = Gruppe
report-column-letter = Status
report-column-by = Eingetragen von
report-column-teacher = Lehrkraft
report-column-students = Schüler/innen
report-column-planned = Geplant
report-column-sessions_taken = Erfasst
report-column-sessions_not_taken = Nicht erfasst
report-column-taken = Entschieden (n)
report-column-attended = Anwesend
report-column-late = Verspätet
report-column-excused = Entschuldigt
report-column-absent = Fehlend
report-column-missed = Versäumt
report-column-of_taken = Anwesend von n
report-column-missed_of_taken = Versäumt von n
report-column-in_row = Hintereinander
report-column-unexcused = Unentschuldigt
report-column-since = Seit
report-column-until = Bis

report-note-n = Prozentangaben beziehen sich auf die Termine, über die entschieden wurde (n); Termine, über die niemand entschieden hat, zählen nicht dazu.
report-note-in_row = Schüler/innen, die mindestens { $sessions ->
    [one] 1 entschiedenen Termin
   *[other] { $sessions } entschiedene Termine
} hintereinander versäumt haben, den letzten eingeschlossen.
report-note-chronic = Schüler/innen, die mindestens { $percent } % von mindestens 10 entschiedenen Terminen versäumt haben, gleich aus welchem Grund.
report-note-not_taken = Termine, die der Stundenplan vorsieht, die begonnen haben und bei denen niemand die Anwesenheit erfasst hat.
report-paper-page = Seite {"{"}page{"}"} von {"{"}pages{"}"}
report-paper-missing = � steht für Zeichen, die in der Schrift fehlen: {"{"}characters{"}"}.
report-paper-made = Erstellt am { $at } mit { $version }

notice-subject = { $rule }: { $school }
notice-intro = { $school } teilt Ihnen mit:
notice-absence = { $student } ({ $class }) hat am { $date }{ $label } gefehlt.
notice-in_row = { $student } ({ $class }) hat seit dem { $date } { $sessions ->
    [one] 1 Termin
   *[other] { $sessions } Termine
} hintereinander versäumt.
notice-chronic = { $student } ({ $class }) hat seit dem { $date } einen großen Teil aller Termine versäumt.
notice-not_taken = { $class }: Am { $date }{ $label } hat niemand die Anwesenheit erfasst.
notice-many_exports = { $by } hat bis { $at } binnen einer Stunde zehn Dateien oder mehr aus Muster geholt: Fragen Sie nach, ob das so gewollt ist.
notice-report = { $report }, { $from } bis { $to }: siehe die Datei im Anhang dieser E-Mail.
notice-test = Dies ist ein Test. Wenn Sie ihn lesen, kommen Benachrichtigungen bei Ihnen an.
notice-why = Sie erhalten diese E-Mail wegen der Regel „{ $rule }“, angelegt von { $by }. Ein Admin der Schule kann diese Regel beenden.

nav-reports = Berichte
reports-lead = Wer fehlte, was nicht erfasst wurde, wer viel versäumt: auswählen, ansehen und als Datei mitnehmen.
reports-kind = Bericht
reports-class = Klasse
reports-all = Alle Klassen
reports-show = Anzeigen
reports-pdf = PDF
reports-xlsx = Excel
reports-csv = CSV
