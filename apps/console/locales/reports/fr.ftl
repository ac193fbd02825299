### Les rapports, et les messages par lesquels arrivent les avis.

report-absences = Absents, excusés et en retard
report-classes = Classes
report-students = Élèves
report-teachers = Enseignants
report-not_taken = Séances sans appel
report-in_row = Plusieurs absences de suite
report-chronic = Beaucoup d’absences
report-period = du { $from } au { $to }
report-period-day = { $from }
report-subtitle = { $class }, { $period }
report-of-class = { $class }
report-of-all = toutes les classes
report-nobody = Rien à signaler pour cette période.

report-column-class = Classe
report-column-student = Élève
report-column-student_id = Numéro d’élève
report-column-date = Date
report-column-session = Séance
report-column-starts = Début
report-column-group = Groupe
report-column-letter = Statut
report-column-by = Pointé par
report-column-teacher = Enseignant
report-column-students = Élèves
report-column-planned = Prévues
report-column-sessions_taken = Appel fait
report-column-sessions_not_taken = Appel non fait
report-column-taken = Décidées (n)
report-column-attended = Présences
report-column-late = En retard
report-column-excused = Excusé
report-column-absent = Absent
report-column-missed = Manquées
report-column-of_taken = Présences sur n
report-column-missed_of_taken = Manquées sur n
report-column-in_row = De suite
report-column-unexcused = Sans excuse
report-column-since = Depuis le
report-column-until = Jusqu’au

report-note-n = Les pourcentages portent sur les séances décidées (n) ; les séances sur lesquelles personne n’a décidé n’en font pas partie.
report-note-in_row = Élèves qui ont manqué { $sessions ->
    [one] { $sessions } séance décidée ou plus
    [many] { $sessions } de séances décidées ou plus
   *[other] { $sessions } séances décidées ou plus
} de suite, y compris la dernière.
report-note-chronic = Élèves qui ont manqué { $percent } % ou plus d’au moins 10 séances décidées, quelle qu’en soit la raison.
report-note-not_taken = Séances prévues à l’emploi du temps, déjà commencées, pour lesquelles personne n’a fait l’appel.
report-paper-page = Page {"{"}page{"}"} sur {"{"}pages{"}"}
report-paper-missing = � remplace les caractères que la police n’a pas : {"{"}characters{"}"}.
report-paper-made = Établi le { $at } par { $version }

notice-subject = { $rule } : { $school }
notice-intro = { $school } vous informe :
notice-absence = Absence de { $student } ({ $class }) le { $date }{ $label }.
notice-in_row = { $student } ({ $class }) a manqué { $sessions ->
    [one] { $sessions } séance
    [many] { $sessions } de séances
   *[other] { $sessions } séances
} de suite, depuis le { $date }.
notice-chronic = { $student } ({ $class }) a manqué une grande partie de toutes les séances depuis le { $date }.
notice-not_taken = { $class } : personne n’a fait l’appel le { $date }{ $label }.
notice-many_exports = { $by } a sorti au moins dix fichiers de Muster en une heure, jusqu’à { $at } : demandez si c’est voulu.
notice-report = { $report }, du { $from } au { $to } : voir le fichier joint à cet e-mail.
notice-test = Ceci est un test. Si vous le lisez, les avis vous parviennent.
notice-why = Vous recevez cet e-mail en raison de la règle « { $rule } », créée par { $by }. Un administrateur de l’établissement peut y mettre fin.

nav-reports = Rapports
reports-lead = Qui était absent, quelles séances n’ont pas été relevées, qui manque beaucoup : choisissez, regardez et emportez le fichier.
reports-kind = Rapport
reports-class = Classe
reports-all = Toutes les classes
reports-show = Afficher
reports-pdf = PDF
reports-xlsx = Excel
reports-csv = CSV
