### Informes, y los mensajes en los que llegan los avisos.

report-absences = Ausencias, faltas justificadas y retrasos
report-classes = Clases
report-students = Estudiantes
report-teachers = Docentes
report-not_taken = Sesiones sin pasar lista
report-in_row = Varias faltas seguidas
report-chronic = Muchas faltas
report-period = del { $from } al { $to }
report-period-day = { $from }
report-subtitle = { $class }, { $period }
report-of-class = { $class }
report-of-all = todas las clases
report-nobody = No hay nada que mostrar en este periodo.

report-column-class = Clase
report-column-student = Estudiante
report-column-student_id = Número de estudiante
report-column-date = Fecha
report-column-session = Sesión
report-column-starts = Inicio
report-column-group = Grupo
report-column-letter = Estado
report-column-by = Marcado por
report-column-teacher = Docente
report-column-students = Estudiantes
report-column-planned = Previstas
report-column-sessions_taken = Con lista pasada
report-column-sessions_not_taken = Sin pasar lista
report-column-taken = Con decisión (n)
report-column-attended = Asistencias
report-column-late = Retrasos
report-column-excused = Faltas justificadas
report-column-absent = Ausencias
report-column-missed = Total de faltas
report-column-of_taken = Asistencias sobre n
report-column-missed_of_taken = Total de faltas sobre n
report-column-in_row = Seguidas
report-column-unexcused = Sin justificar
report-column-since = Desde
report-column-until = Hasta

report-note-n = Los porcentajes se refieren a las sesiones con decisión (n); no incluyen las sesiones que nadie ha decidido.
report-note-in_row = Estudiantes que han faltado a { $sessions ->
    [one] 1 o más sesiones con decisión seguidas
    [many] { $sessions } de sesiones con decisión seguidas o más
   *[other] { $sessions } o más sesiones con decisión seguidas
}, incluida la última.
report-note-chronic = Estudiantes que han faltado al { $percent } % o más de al menos 10 sesiones con decisión, por cualquier motivo.
report-note-not_taken = Sesiones previstas en el horario que ya han comenzado y en las que nadie ha pasado lista.
report-paper-page = Página {"{"}page{"}"} de {"{"}pages{"}"}
report-paper-missing = � representa caracteres que la fuente no tiene: {"{"}characters{"}"}.
report-paper-made = Creado el { $at } con { $version }

notice-subject = { $rule }: { $school }
notice-intro = { $school } le comunica lo siguiente:
notice-absence = { $student } ({ $class }) estuvo ausente el { $date }{ $label }.
notice-in_row = { $student } ({ $class }) ha faltado a { $sessions ->
    [one] 1 sesión
    [many] { $sessions } de sesiones seguidas
   *[other] { $sessions } sesiones seguidas
}, desde el { $date }.
notice-chronic = { $student } ({ $class }) ha faltado a una gran parte de todas las sesiones desde el { $date }.
notice-not_taken = { $class }: nadie pasó lista el { $date }{ $label }.
notice-many_exports = { $by } sacó diez archivos o más de Muster en una hora, hasta { $at }: pregunte si es intencionado.
notice-report = { $report }, del { $from } al { $to }: vea el archivo adjunto a este correo.
notice-test = Esto es una prueba. Si usted la lee, los avisos le llegan.
notice-why = Usted recibe este correo por la regla «{ $rule }», creada por { $by }. La administración del centro educativo puede ponerle fin.

nav-reports = Informes
reports-lead = Quién faltó, qué sesiones no se tomaron, quién falta mucho: elija, mire y lléveselo como archivo.
reports-kind = Informe
reports-class = Clase
reports-all = Todas las clases
reports-show = Mostrar
reports-pdf = PDF
reports-xlsx = Excel
reports-csv = CSV
