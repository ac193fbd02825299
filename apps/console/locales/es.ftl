# Spanish, translated from en.ftl. Ids that begin with `script-` and `error-` are said by the page's script.

skip = Ir al contenido
needs-script = Esta consola necesita JavaScript: con él envía lo que usted decide.
language = Idioma
theme = Colores
theme-system = Como el dispositivo
theme-light = Claro
theme-dark = Oscuro
go-on = Continuar
cancel = Cancelar
choose = Elegir…
date = Fecha
state = Estado
student = Estudiante

nav-main = Menú principal
nav-home = Clases
nav-admin = Administración
nav-sign-out = Salir
nav-sessions = Sesiones
nav-register = Registro de asistencia
nav-students = Estudiantes
nav-enrolment = Rostros de referencia
nav-charts = Gráficos
nav-live = En vivo
nav-users = Usuarios
nav-keys = Claves para dispositivos
nav-classes = Clases
nav-recognition = Reconocimiento
nav-jobs = Tareas
nav-data = Datos
nav-health = Funcionamiento

problem-title = No se puede mostrar esta página
problem-home = Ir a sus clases

sign-in-title = Entrar
sign-in-login = Usuario, por ejemplo su correo electrónico
sign-in-password = Contraseña
sign-in-code = Código de su aplicación de autenticación, o un código de recuperación
sign-in-go = Entrar
sign-in-provider = Entrar a través de su centro educativo
sign-in-lost = ¿Ha perdido la contraseña? La administración puede crearle un enlace para elegir una nueva.
set-up-title = Configurar este centro educativo
set-up-lead = Usted será la primera persona con rol de administración e invitará a las demás.
set-up-name = Su nombre, tal como aparece en los registros de asistencia
set-up-login = Con qué va a entrar, por ejemplo su correo electrónico
invitation-title = Elegir una contraseña
invitation-lead = La administración le ha enviado una invitación o ha restablecido su contraseña. Este enlace sirve una sola vez.
link-no-token = A esta dirección le falta lo que va detrás de #: abra el enlace completo.
password-new = Una contraseña de 10 caracteres o más; varias palabras forman una buena
password-current = Su contraseña actual
password-show = Mostrar

account-title = Su cuenta
account-look = Idioma y colores
account-password = Contraseña
account-password-lead = Después tendrá que entrar de nuevo, aquí y en todos los demás sitios.
account-password-change = Cambiar la contraseña
account-factor = Segundo factor
account-factor-on = Para entrar hace falta un código de su aplicación de autenticación.
account-factor-off = Con un segundo factor, nadie puede entrar solo con su contraseña.
account-factor-add = Añadir un segundo factor
account-factor-scan = Escanee esto con una aplicación de autenticación o escriba la clave de abajo. Después introduzca el código que muestre.
account-factor-confirm = Confirmar
account-factor-remove = Quitar el segundo factor
account-factor-codes = Su segundo factor está activado. Guarde estos códigos de recuperación en un lugar seguro: cada uno sirve una vez si se pierde la aplicación de autenticación. Solo se muestran ahora.
account-factor-required = Su centro le pide un segundo factor. Configúrelo abajo; después tendrá de nuevo acceso a todo.
account-sign-ins = Dónde ha iniciado sesión
account-sign-ins-lead = Termine lo que no sea suyo o esté en un dispositivo que ya no tiene. Una contraseña nueva termina todas.
account-sign-in-unnamed = Un programa sin nombre
account-sign-in-since = desde
account-sign-in-used = último uso
account-sign-in-this = aquí
account-sign-in-end = Cerrar esa sesión
account-sign-in-ended = Esa sesión está cerrada.
connect-title = Conectar el teléfono
connect-lead = Pase lista con el teléfono: en su navegador o con la aplicación Muster.
connect-show = Mostrar el código
connect-scan = Apunte con la cámara del teléfono al código: la aplicación se abre en el navegador del teléfono.
connect-installed = O abra la aplicación Muster instalada y elija «Escanear el código».
connect-sign-in = Entre allí como lo hace aquí.
connect-address = Dirección de la aplicación
connect-picture = Código QR de la dirección de la aplicación
connect-unencrypted = Esta dirección no está cifrada. Las fotos de estudiantes y las contraseñas no deberían viajar así: quien administra el servidor debería darle una dirección https (docs/operations.md).
connect-this-machine = Un teléfono no puede llegar a esta dirección: solo se refiere a este ordenador. Abra esta página con la dirección que tiene el servidor en su red, o indique public_url en muster.toml.
connect-no-app = Este servidor no tiene la aplicación para navegadores de teléfonos; la aplicación Muster instalada funciona igualmente. Quien administra el servidor puede añadirla con cargo xtask app.

home-title = Sus clases
home-today = Hoy
home-attended = { $attended } de { $all } presentes
home-empty-title = Todavía no hay ninguna clase
home-empty-admin = Añada una clase y luego sus estudiantes; después bastará una foto para pasar lista.
home-empty-teacher = Todavía no tiene ninguna clase asignada. La administración puede asignárselas.
home-add-class = Añadir una clase
class-students = { $count ->
    [one] 1 estudiante
   *[other] { $count } estudiantes
}
class-without-face = { $count ->
    [one] 1 sin rostro de referencia
   *[other] { $count } sin rostro de referencia
}
class-empty = Esta clase todavía no tiene estudiantes.
class-add-students = Añadir estudiantes
class-enrol-them = Añadir rostros de referencia
class-no-session = Todavía no se ha pasado lista.
take-attendance = Pasar lista
session-label = Materia u hora
session-label-hint = Materia u hora, si hay varias al día

session-title = Asistencia de { $name }
session-open = Abierta
session-closed = Cerrada
session-close = Cerrar la sesión de clase
session-close-again = Cerrar de nuevo
session-reopen = Reabrir
session-locked = Esta sesión de clase ya no se cambia desde el
reopening-title = Reabrir la sesión de clase
reopening-lead = Quien estaba ausente solo por el cierre vuelve a estar sin ver. El motivo queda en el historial.
reopening-reason = ¿Por qué?
session-before = Sesión anterior
session-after = Sesión siguiente
session-counts = Cómo va la asistencia
session-nobody-enrolled = Todavía no se puede reconocer a nadie de esta clase: marque a mano o añada rostros de referencia.
count-attended = presentes
count-to-review = por revisar
count-not-seen = sin ver
count-absent = ausentes
count-unknown = rostros desconocidos
keys = Teclas
key-next = Siguiente, anterior
key-candidate = Es la primera, segunda, tercera sugerencia
key-not = No es la primera sugerencia
key-nobody = No es nadie de la clase
key-who = Decir quién es
key-statuses = Presente, retraso, salida anticipada, falta justificada, ausente
key-withdraw = Retirar la marca hecha a mano
key-undo = Deshacer
key-close = Cerrar la sesión de clase
photos-add = Añadir fotos
photos-shoot = Hacer una foto
photos-choose = Elegir fotos
photos-drop = o suéltelas en cualquier lugar de esta página
photos-title = Fotos
photo-number = Foto { $number }, { $faces ->
    [one] 1 rostro
   *[other] { $faces } rostros
}
photo-gone = La imagen no se conserva; estos son sus rostros.
photo-draw = Señalar un rostro omitido
photo-large = Grande
review-title = { $count } por revisar
review-lead = Primero va lo que más daño haría en caso de error.
review-card = { $name }: por revisar
review-is-it = ¿Es { $name }?
reason-uncertain = El parecido no es lo bastante seguro.
reason-runner-up-close = Hay otro estudiante que se parece casi lo mismo.
reason-better-face-elsewhere = Otro rostro de la foto encaja mejor con este estudiante.
reason-low-quality = El rostro es demasiado pequeño, está borroso o está girado, y no hay seguridad.
reason-ruled-out = Alguien dijo antes que un rostro como este no es de este estudiante.
reason-presentation = Puede ser una foto de otra foto o de una pantalla.
reason-sent-before = Esta foto, u otra casi igual, ya se envió antes, o es de otro día.
reason-conflict = Varias fotos parecen mostrar a este estudiante, pero los rostros no se parecen entre sí.
face-in-photo = Rostro en la foto
enrolled-picture = { $name }, imagen de referencia
near = distancia { $distance }
near-likely = { $percent } % de certeza
say-is = Es { $name }
say-is-not = No es { $name }
say-nobody = Nadie de esta clase
say-else = Otra persona…
say-open = Retirar lo dicho
said-is = { $name } está presente.
said-is-not = Anotado: no es { $name }.
said-nobody = Anotado: nadie de esta clase.
said-open = Se ha retirado lo dicho.
said-named = El rostro ya tiene nombre.
said-mark = { $name }: { $status }.
said-withdrawn = Se ha retirado la marca hecha a mano.
said-closed = La sesión de clase está cerrada.
said-reopened = La sesión de clase está abierta de nuevo.
unknown-title = { $count ->
    [one] 1 rostro desconocido
   *[other] { $count } rostros desconocidos
}
unknown-lead = Según el sistema, nadie de esta clase. Si es alguien, indique quién.
unknown-face = Rostro desconocido { $number }
face-title = Un rostro
face-unnamed = Rostro desconocido
face-who = ¿Quién es?
face-learn = Aprender este rostro para reconocerlo la próxima vez
face-save = Guardar
back-to-session = Volver a la sesión
verdict-identified = Identificado por el sistema
verdict-to_review = Por revisar
verdict-unknown = Desconocido para el sistema
verdict-confirmed = Confirmado por una persona
verdict-dismissed = Nadie de esta clase, según una persona
quality-too_small = pequeño
quality-blurred = borroso
quality-too_dark = oscuro
quality-too_bright = demasiado claro
quality-turned = girado
quality-cut_off = cortado
roster-title = Lista de la clase
roster-filter = Buscar un estudiante
evidence = Prueba
mark-as = { $name }: { $status }
by-hand = por { $name },
by-confirmed = confirmado por { $name },
by-closing = sin ver cuando { $name } cerró la sesión de clase,
closing-title = ¿Cerrar esta sesión de clase?
closing-attended = Presentes: { $attended } de { $all }.
closing-to-review = { $count ->
    [one] Queda 1 estudiante por revisar
   *[other] Quedan { $count } estudiantes por revisar
}: conviene mirarlo antes, o constará como ausencia.
closing-nobody = Nadie pasa a estar ausente.
closing-absent = { $count ->
    [one] 1 estudiante está sin ver y pasa a estar ausente:
   *[other] { $count } estudiantes están sin ver y pasan a estar ausentes:
}
closing-later = Después se pueden corregir las marcas y añadir fotos.

status-present = Presente
status-late = Retraso
status-left_early = Salida anticipada
status-excused = Falta justificada
status-absent = Ausente
status-not_seen = Sin ver
letter-present = P
letter-late = R
letter-left_early = SA
letter-excused = J
letter-absent = A
letter-not_seen = ?

script-undo = Deshacer
script-undone = Deshecho.
script-dismiss = Cerrar
script-offline = No hay conexión con el servidor. No se ha perdido nada: inténtelo de nuevo.
script-offline-photo = No hay conexión con el servidor; la foto espera aquí y se enviará de nuevo.
script-waits = No hay conexión con el servidor: se guarda aquí y se enviará cuando responda.
script-outbox = A la espera de conexión: { $count }
script-failed = El servidor no ha podido hacerlo.
script-no-photo = Eso no es una foto: se aceptan JPEG, PNG y WebP.
script-queued = En espera
script-sending = Enviando
script-busy = El servidor está ocupado; la foto espera aquí.
script-looking = Buscando rostros
script-done = Listo
script-photo-done = Se han encontrado los rostros de la foto.
script-draw = Dibuje un recuadro alrededor del rostro.

error-unauthorised = No ha entrado con su cuenta.
error-forbidden = Su rol no permite hacer esto.
error-foreign_origin = Esto vino de la página de otro sitio.
error-wrong_password = El usuario y la contraseña no coinciden.
error-second_factor = Introduzca el código de su aplicación de autenticación.
error-wrong_code = Este código no es correcto o ya se ha usado: espere al siguiente.
error-gone = Este enlace ya se ha usado, se ha sustituido por uno más reciente o ha caducado: pida uno nuevo.
error-too_many_attempts = Demasiados intentos: espere y vuelva a intentarlo.
error-not_found = Esto no existe, o no le corresponde verlo.
error-invalid = Algo de lo introducido no se puede usar.
error-conflict = Esto no encaja con lo que ya hay.
error-locked = La sesión de clase está bloqueada: un administrador puede reabrirla.
error-too_large = Esto es demasiado grande.
error-bad_photo = No se puede leer esta foto.
error-unsupported_photo = No se acepta este tipo de imagen: envíe JPEG, PNG o WebP. El HEIC de un iPhone se envía como JPEG si se elige desde la fototeca.
error-bad_base64 = No se puede leer esta imagen.
error-busy = El servidor está ocupado: inténtelo de nuevo en unos segundos.
error-face_off = Aquí no se reconocen rostros ahora: pase lista a mano.
error-storage_full = El disco del servidor está lleno; no se ha cambiado nada.
error-storage_busy = El almacén de datos está ocupado; no se ha cambiado nada. Inténtelo de nuevo.
error-storage_corrupt = Los datos del servidor están dañados: hay que restaurar una copia de seguridad.
error-unavailable = El servidor no puede guardar nada en este momento; no se ha cambiado nada.
error-internal = El servidor no ha podido hacerlo; no se ha cambiado nada.
error-method_not_allowed = Esta dirección no acepta este tipo de petición.
error-weak_password = Esta contraseña es de las primeras que se prueban al adivinar: elija otra.

# Students, their roster and its import
students-add = Añadir un estudiante
students-added = El estudiante ya está en la lista de la clase.
students-empty-admin = Añádalos uno a uno o importe una lista: un archivo CSV de cualquier programa de gestión escolar u hoja de cálculo.
students-empty-teacher = La administración añade estudiantes o importa una lista.
students-id = Número de estudiante
students-id-hint = el que consta en los archivos del centro educativo; no cambia nunca
students-first-name = Nombre
students-last-name = Apellidos
students-templates = Rostros en uso
students-pending = Por revisar
students-no-face = sin rostro de referencia
students-few = pocos
students-to-review = { $count } por revisar
students-change = Cambiar
students-change-one = Cambiar { $name }
students-rename = Guardar el nombre
students-renamed = Se ha cambiado el nombre.
students-leave = Quitar de la lista de la clase
students-leave-lead = { $name } no aparecerá en las listas nuevas de esta clase. Sus marcas y sus rostros de referencia se conservan; puede volver a añadirse en cualquier momento.
students-leave-soft = Sus marcas y sus rostros de referencia se conservan.
students-leave-yes = Quitar a { $name } de la lista de la clase
students-left = { $name } ya no está en la lista de la clase.
students-back = Volver a los estudiantes
onfile-ready = { $ready } de { $all } estudiantes tienen { $enough } rostros en uso o más.
onfile-few = { $count ->
    [one] 1 tiene menos
   *[other] { $count } tienen menos
}
roster-import = Importar una lista
import-file = La lista
import-lead = Un archivo CSV de su programa de gestión escolar, de Moodle o de una hoja de cálculo, con un número y un nombre por estudiante; o una exportación OneRoster (zip). Verá qué cambia antes de que se cambie nada.
import-choose = Elegir un archivo
import-paste = O pegar las líneas
import-paste-hint = número de estudiante;apellidos;nombre
import-look = Ver qué cambia
import-columns = Qué contienen las columnas
import-header = La primera línea da nombre a las columnas
import-none = ninguna columna
import-full-name = Nombre completo, en una sola columna
import-unmapped = Indique qué columna contiene los números de estudiante y cuál los nombres.
import-source = Qué clase de la exportación
import-source-lead = Los estudiantes de esta clase pasan a la lista de la clase.
import-source-none = elija una clase
import-problems = Líneas que no se pueden usar
import-problems-lead = No se importa nada hasta que sean correctas: corrija el archivo y elíjalo de nuevo.
import-left-out = Omitidos
import-left-out-lead = Quienes figuran en estas líneas no pasan a la lista de la clase; a los demás se les puede importar.
import-changes = Qué cambia
import-added = Nuevos en la lista de la clase
import-renamed = Nombres nuevos
import-missing = En la lista de la clase, pero no en el archivo
import-unchanged = Sin cambios:
import-remove = Quitarlos de la lista de la clase
import-do = Importar
import-nothing = La lista de la clase coincide con el archivo: no hay nada que importar.
script-tab = tabulador
script-read-as = Leído como { $name }, con { $count } entre las celdas.
script-column = Columna { $count }
script-line = Línea { $count }:
script-line-missing_id = falta el número de estudiante
script-line-duplicate_id = este número de estudiante ya apareció antes
script-line-no_name = falta el nombre
script-line-control = una celda contiene un salto de línea; ¿falta o sobra una comilla?
script-line-too_long = una celda es demasiado larga; ¿falta una comilla?
script-line-extra_cells = hay más celdas que columnas; ¿hay un nombre con coma y sin comillas?
script-line-of = { $name }, línea { $count }:
script-line-garbled = no es texto en UTF-8; exporte de nuevo el archivo como UTF-8
script-line-bad_date = una fecha no está escrita como 2026-11-24
script-line-suspended = la cuenta está suspendida
script-line-deleted = marcado como eliminado
script-line-no_such_user = la exportación no contiene a esta persona
script-line-not_student = no es estudiante
script-line-not_begun = la inscripción aún no ha comenzado
script-line-ended = la inscripción ha terminado
script-known-as = { $name }, que en el centro educativo consta como { $count }
script-more = y { $count } más
script-imported = Se ha importado la lista. Estudiantes que contiene: { $count }

# Enrolment
enrol-title = Añadir rostros
enrol-student = Fotos de un solo estudiante
enrol-student-lead = Tres fotos o más, cada una con un rostro claro, con distinta luz y desde distintos lados.
enrol-whom = ¿De quién son las fotos?
enrol-folders = Una carpeta de fotos por estudiante
enrol-folders-lead = Elija la carpeta que contiene las carpetas de los estudiantes, cada una con el número de estudiante o el nombre. Verá de quién es cada una antes de que se envíe nada.
enrol-folder-choose = Elegir una carpeta
enrol-folder = Carpeta
enrol-send = Enviar las fotos
enrol-class = Una foto de toda la clase
enrol-class-lead = Todos sus rostros se agrupan por parecido; después usted indica quién es quién.
enrolled-pending = por revisar
enrolled-accepted = en uso
enrolled-rejected = no se usa
enrolled-pending-title = { $count ->
    [one] 1 rostro por revisar
   *[other] { $count } rostros por revisar
}
enrolled-pending-lead = No se usan hasta que alguien los haya mirado: una imagen mala o equivocada hace que se tome a otras personas por este estudiante.
enrolled-rather = Se parece más a:
enrolled-accept = Sí, usarlo
enrolled-reject = No usarlo
enrolled-use = Usar
enrolled-later = Revisar más tarde
enrolled-said-accepted = El rostro se usa para { $name } a partir de ahora.
enrolled-said-all-accepted = Estos rostros se usan a partir de ahora.
enrolled-said-rejected = Anotado: no se usa.
enrolled-said-pending = Queda por revisar más tarde.
enrolled-said-is = Los rostros son de { $name } y se usan a partir de ahora.
enrolled-of-roster = Un estudiante de la clase
enrolled-new-student = Una persona nueva
enrolled-back = Volver a los rostros de referencia
nameless-title = { $count ->
    [one] 1 rostro sin nombre
   *[other] { $count } rostros sin nombre, de { $groups ->
        [one] una persona
       *[other] unas { $groups } personas
    }
}
nameless-lead = Los rostros parecidos están juntos. Quite de la selección los que sean de otra persona y después indique quién es.
nameless-more = Aparecerán más cuando estos tengan nombre.
nameless-card = Grupo { $number }: { $count ->
    [one] un rostro sin nombre
   *[other] { $count } rostros, probablemente de una misma persona
}
nameless-who = ¿Quién es?
nameless-face = Rostro { $number } de { $source }
nameless-reject = Nadie de esta clase
misfits-title = { $count ->
    [one] 1 rostro en uso puede ser erróneo
   *[other] { $count } rostros en uso pueden ser erróneos
}
misfits-lead = No encajan con los demás rostros del estudiante. Si son correctos, no hay que hacer nada.
misfit-unlike = No se parece a los demás rostros del estudiante (distancia { $distance }).
misfit-two = Los rostros del estudiante muestran a dos personas: { $alike } de { $of } se parecen a este.
misfit-nearer = Se parece más a { $name } (distancia { $distance }).
alike-title = { $count ->
    [one] 1 pareja de estudiantes se parece
   *[other] { $count } parejas de estudiantes se parecen
}
alike-lead = El sistema apenas puede distinguirlos, así que sus rostros quedan por revisar más a menudo. Ayuda añadir más rostros de ambos. Si una pareja es la misma persona dada de alta dos veces, quite una de la lista de la clase.
onfile-title = { $count ->
    [one] 1 rostro de referencia
   *[other] { $count } rostros de referencia
}
onfile-empty = Todavía no hay rostros de referencia. Añada fotos arriba.
onfile-lead = Elija un rostro para indicar de quién es. Seleccione varios para decidir sobre todos a la vez; si además elige un estudiante, pasan a ser suyos.
onfile-as-named = Mantener sus nombres
onfile-unnamed = Sin nombre
onfile-face = { $name }, rostro { $number }
onfile-mark = Seleccionar el rostro { $number } de { $name }
onfile-said-accepted = Los rostros seleccionados se usan a partir de ahora.
onfile-said-rejected = Los rostros seleccionados no se usan.
onfile-said-pending = Los rostros seleccionados quedan por revisar más tarde.
templates-title = Plantillas biométricas en un archivo
templates-lead = Las plantillas son datos biométricos: quien tenga el archivo puede buscar estos rostros. Guárdelo como guardaría las fotos.
templates-export = Exportar las plantillas de { $model } (.npz)
templates-model = Modelo que creó las plantillas
templates-file = Un diccionario de NumPy (.npz): número de estudiante o nombre completo, y los vectores
templates-import-lead = Los nombres que nadie de la clase tenga se añaden como estudiantes nuevos. Se sustituyen las importaciones anteriores de los mismos estudiantes; los rostros de referencia se conservan.
templates-import = Importar las plantillas
templates-imported = Se han importado las plantillas.
script-enrol-accepted = en uso
script-enrol-pending = por revisar
script-enrol-rejected = no se usa
script-enrol-faces = Rostros encontrados: { $count }. Indique abajo quiénes son.
script-enrol-sent = Fotos listas: { $count } de { $name }
script-enrol-whom = Primero elija de quién son estas fotos.
script-enrol-leave-out = Dejar fuera
script-enrol-new = Estudiante nuevo: { $name }
script-marked = Seleccionados: { $count }

# Administration
save = Guardar
saved = Guardado.
copy = Copiar
on = activado
off = desactivado
role-admin = Administración
role-teacher = Docente
role-auditor = Auditoría
role-kiosk = Quiosco
role-admin-may = todo, en todas las clases
role-teacher-may = pasar lista y corregirla, en sus clases
role-auditor-may = leer todo, sin cambiar nada
role-kiosk-may = pasar lista en sus clases, nada más
user-invite = Invitar a alguien
user-invite-lead = Recibirá un enlace para entregarlo a esa persona. Con él elegirá una contraseña; sirve una vez, durante siete días.
user-name = Nombre, tal como aparece en los registros de asistencia
user-role = Rol
user-classes = Clases
user-classes-hint = Para docentes y quioscos; administración y auditoría las ven todas.
user-since = Desde
user-enabled = Activado
user-disabled = Desactivado
user-access = Acceso
user-access-hint = Al restablecer se cierran todos sus accesos y se quita el segundo factor. Al desactivar termina todo de inmediato; los historiales conservan el nombre.
user-reset = Restablecer la contraseña y el segundo factor
user-disable = Desactivar
user-enable = Activar
back-to-users = Volver a todos los usuarios
key-lead = Una clave permite entrar a un quiosco, una aplicación u otro programa. Los historiales indican la clave como autora de lo que hizo.
key-person = Cada persona entra por sí misma en su teléfono y no necesita clave:
key-none = No hay ninguna clave.
key-add = Añadir una clave
key-label = Para qué es
key-label-hint = Tableta en la puerta del aula 12
key-revoke = Revocar
key-revoked = Revocada
key-revoked-said = La clave ya no abre nada.
key-valid = Válida
class-name = Nombre
class-id = Identificador
class-id-hint = El identificador es el propio del centro educativo, por ejemplo 7b; se mantiene aunque cambie el nombre.
class-teachers = Docentes
class-rename = Cambiar el nombre
class-added = La clase ya está creada. Ahora, añada a sus estudiantes.
secret-title = Solo se muestra una vez
jobs-none = Todavía no se han enviado fotos.
jobs-lead = Las fotos aceptadas se conservan, selladas, hasta que se terminan de procesar, y resisten un reinicio.
jobs-free = { $count ->
    [one] Ahora se aceptaría 1 conjunto de fotos más
   *[other] Ahora se aceptarían { $count } conjuntos de fotos más
}
jobs-by = Enviada por
jobs-sent = Enviada
job-waiting = En espera
job-done = Terminada
job-failed = Fallida
job-took = tras { $seconds } s
data-held = Qué se guarda
data-what = Qué
data-count = Cantidad
data-how-long = Durante cuánto tiempo
data-students-kept = Mientras estén en la lista de una clase y mientras los registros de asistencia los nombren
data-sessions-kept = Mientras el centro educativo conserve los registros de asistencia
data-pictures = Imágenes de las fotos de clase
data-pictures-kept = Hasta que se cierre la sesión de clase, 24 horas como máximo
data-crops = Rostros de referencia
data-crops-kept = Hasta que se rechacen o el estudiante deje el centro
data-pending = de ellos, por revisar
data-pending-kept = Hasta que alguien lo decida
backups-title = Copias de seguridad
backups-how = Una copia de seguridad es un solo archivo cifrado. Para crear una y comprobar si se abre:
backups-unknown = El servidor no sabe dónde están sus copias de seguridad: inícielo con --backups FOLDER y esta página las vigilará.
backups-unreadable = No se puede leer la carpeta de las copias de seguridad: compruebe que existe y que el servidor tiene permiso para leerla.
backups-none = Todavía no hay ninguna copia de seguridad.
backups-old = La copia de seguridad más reciente tiene más de una semana.
backups-fresh = La copia de seguridad más reciente tiene menos de una semana.
health-store = El almacén de datos responde y no muestra daños.
health-recognition = Se pueden reconocer rostros.
health-recognition-off = No se pueden reconocer rostros, así que se pasa lista a mano: `muster doctor` indica qué modelo falta.
health-queue = Hay sitio para fotos.
health-queue-full = La cola está llena: las fotos esperan en los teléfonos hasta que haya sitio.
health-jobs = No ha fallado ninguna tarea reciente.
health-jobs-failed = { $count ->
    [one] Ha fallado 1 de las tareas más recientes
   *[other] Han fallado { $count } de las tareas más recientes
}: la página de tareas explica por qué.
health-version = Versión
health-since = En marcha desde
health-clock = Reloj
health-waiting = Tareas en espera
health-more = Para la supervisión: /health/live, /health/ready y /metrics con una clave de administración o de auditoría.
script-copied = Copiado.
script-secret-invitation = Entregue este enlace a la persona: con él elegirá una contraseña. Sirve una vez, durante siete días.
script-secret-reset = Entregue este enlace a la persona: con él elegirá una contraseña nueva. Sirve una vez, durante un día.
script-secret-key = Introduzca esta clave en el dispositivo o escanee el código con él. No se volverá a mostrar.
script-secret-picture = Código QR con el que la aplicación Muster entra con esta clave

# Live mode
live-title = En vivo
live-camera = Cámara
live-lead = Quédese cerca: a quien se vea en tres imágenes en pocos segundos se le marca como presente, con esa imagen como prueba, y usted puede retirarlo. De las demás personas no se conserva nada.
live-arrived = Han llegado
script-live-start = Encender la cámara
script-live-pause = Pausa
script-live-off = La cámara está apagada.
script-live-looking = Buscando; rostros: { $count }
script-live-counting = ¿Es { $name }?
script-live-insecure = Los navegadores solo permiten usar la cámara en páginas con TLS: abra este servidor con https.
script-live-refused = No se puede usar la cámara: permítala para esta página y compruebe si la está usando otro programa.
script-live-wrong = Es un error

# Recognition
recognition-since = en uso desde
recognition-fixed = La configuración del servidor fija el modo de reconocimiento. Para elegirlo aquí, quite `profile` de muster.toml o --profile de la línea de comandos.
recognition-profiles = Modos de reconocimiento
recognition-lead = Lo que se ha medido de cada uno con fotos etiquetadas que no intervinieron en su creación. En docs/accuracy.md están los datos, los intervalos y los comandos.
recognition-profile = Perfil
recognition-in-use = En uso
recognition-switch = Cambiar a este
recognition-back = Volver a este
recognition-begun = Preparando { $name }. Mientras tanto, todo sigue como está.
recognition-preparing = Preparando { $name }: van { $done } de { $total } rostros de referencia. Mientras tanto, todo sigue como está.
recognition-failed = No se ha podido preparar { $name }, y no ha cambiado nada:
recognition-thresholds = Umbrales
recognition-thresholds-lead = Un rostro cuenta como identificado hasta la primera distancia, y queda por revisar hasta la segunda. Cuantos más estudiantes, más exigente: así, en todas las clases es igual de raro que se tome a una persona ajena por un estudiante.
recognition-enrolled = Se pueden reconocer
recognition-identify = Identificado hasta
recognition-review = Por revisar hasta
recognition-calibration = Calibrado con:
recognition-calibrate = Se puede calibrar con las sesiones confirmadas del propio centro educativo:
recognition-history = Elecciones
recognition-no-choice = Todavía no ha elegido nadie: se usa el perfil habitual.
figure-group_precision = Marcas correctas
figure-group_recall = Estudiantes presentes con marca
figure-strangers_identified = Personas ajenas tomadas por estudiantes
figure-enrolled_missed = Rostros de estudiantes sin identificar
figure-of = { $hits } de { $of }
# The register, a student's page and the charts
period = Días que se muestran
period-from = Desde
period-to = Hasta
span-week = Esta semana
span-month = Este mes
span-recent = Este mes y el anterior
span-all = Todo el periodo lectivo
show = Mostrar
register-title = Registro de asistencia de { $name }
register-choose = Qué muestra el registro de asistencia
register-below = Destacar por debajo de
register-printed = a fecha de
register-empty = No hubo ninguna sesión en estos días.
register-show-all = Mostrar todo el periodo lectivo
register-legend = Qué significan las letras
register-low = baja
register-low-means = por debajo del { $percent } % de las sesiones marcadas
register-percentages = «% marcadas» deja fuera las sesiones que nadie ha decidido todavía; «% todas» las cuenta en contra del estudiante. Quien estuvo en parte de una sesión cuenta como asistente. La falta justificada cuenta como no asistencia; tiene su propia columna para distinguirla.
register-keys = En la tabla:
register-open = Abrir la sesión
register-cell = { $name }, { $session }: { $status }
register-of-taken = % marcadas
register-of-all = % todas
register-attended = Asistieron
register-files = Estos días como archivo
register-excel = Libro de Excel
register-import = Importar un libro editado
register-back = Al registro
register-import-file = El libro editado
register-import-lead = El libro de Excel que exporta el registro, con letras cambiadas en Excel, LibreOffice o Google Sheets y guardado como .xlsx. Verá qué cambia antes de que se cambie nada.
register-import-cell = Celda
register-import-student = Estudiante
register-import-session = Sesión
register-import-change = Cambio
register-import-no-base = El programa que guardó este archivo ha quitado su estado anterior. Por eso cuenta como cambio cada letra distinta del registro actual, también donde otra persona haya decidido entretanto: mire con atención.
register-import-nothing = El registro coincide con el archivo: no hay nada que cambiar.
register-import-conflicts = Decidido por otros entretanto
register-import-conflicts-lead = Estas letras se cambiaron en el archivo y también aquí desde que se exportó. Se quedan como están aquí, salvo que las marque.
register-import-override = Vale el archivo
register-import-meanwhile = Cambiado por
register-import-apply = Aplicar los cambios
register-import-problems = Celdas que no se pueden usar
register-import-problems-lead = No cambian nada. Corríjalas en el archivo y elíjalo de nuevo, o déjelas así.
register-import-students = Filas de estudiantes que no están en la clase
register-import-columns = Columnas que no son una sesión
script-apply-changes = Aplicar los cambios: { $count }
script-applied-changes = Marcas tomadas del archivo: { $count }
script-cell-photo = una foto, o retirado
script-cell-override = Vale la letra del archivo en { $name }
script-cell-no_status = «{ $name }» no es un estado
script-cell-emptied = se borró la letra: escriba ? donde no haya nada decidido
script-cell-duplicate_id = este número ya está en { $name }
script-cell-duplicate_session = esta sesión ya está en { $name }
register-csv = CSV para otros programas
register-print = Imprimir o guardar como PDF
register-too-wide = En una hoja de papel caben { $count } sesiones, y aquí hay más: elija menos días para imprimirlas.
register-moodle = Una sesión para Moodle
register-moodle-lead = La actividad de asistencia de Moodle importa las sesiones de una en una: abra allí la sesión, elija «Subir asistencia por CSV» y envíe su archivo. Los estudiantes se encuentran por su número de ID. La salida anticipada cuenta allí como presente; quien aún está sin decidir no se incluye.
student-back = Registro de asistencia de { $name }
student-id = Número de estudiante
student-classes = Clases:
student-sums = Resumen de estos días
student-of-taken = de las sesiones marcadas
student-of-all = de todas las sesiones
student-history = Asistencia
student-marks = Todas las marcas
student-says = Qué dice
student-who = Quién y cuándo
student-not-standing = ya no cuenta
student-corrections = Lo que se ha dicho de los rostros
student-is-other = Es otra persona
student-is-not-other = No es otra persona
student-faces = Rostros de referencia
student-no-face = No hay ningún rostro de referencia: la asistencia se marca a mano.
student-face-accepted = se usa
student-face-pending = por revisar
student-face-rejected = no se usa
source-machine = El sistema, a partir de una foto
source-human = { $name }
source-confirmed = { $name }, que confirmó el rostro
source-withdrawal = { $name }, que retiró la marca
source-closing = { $name }, que cerró la sesión de clase
charts-title = Gráficos de { $name }
charts-school = Gráficos del centro educativo
charts-empty = No hay nada que dibujar en estos días: no hubo ninguna sesión.
charts-table = Lo mismo en una tabla
charts-taken = Con decisión
charts-time = Asistencia a lo largo del tiempo
charts-time-of = Parte de la clase que asistió, en porcentaje de quienes tienen una decisión (sesiones: { $count }, n = { $records } observaciones).
charts-days-of = Parte de todos los estudiantes que asistió, en porcentaje de quienes tienen una decisión (días: { $count }, n = { $records } observaciones).
charts-weekday = Asistencia por día de la semana
charts-weekday-of = Parte que asistió, en porcentaje. Las líneas finas son intervalos del 95 %, como si todas las observaciones fueran independientes: n = { $records } observaciones.
charts-student = Asistencia por estudiante
charts-student-of = Parte de las sesiones con decisión a las que asistió cada estudiante, de menor a mayor (estudiantes: { $count }, n = { $records } observaciones).
charts-class = Asistencia por clase
charts-class-of = Parte de los estudiantes que asistió, de menor a mayor (clases: { $count }, n = { $records } observaciones).
charts-class-name = Clase
weekday-1 = lun
weekday-2 = mar
weekday-3 = mié
weekday-4 = jue
weekday-5 = vie
weekday-6 = sáb
weekday-7 = dom
quality-title = Cuánto acertó el sistema
quality-empty = No hay nada que comparar en estos días: solo cuentan las sesiones cerradas con fotos.
quality-lead = { $count ->
    [one] 1 sesión cerrada con fotos: lo que dijo el sistema, junto a lo que quedó al final.
   *[other] { $count } sesiones cerradas con fotos: lo que dijo el sistema, junto a lo que quedó al final.
}
quality-means = Lo que esto no muestra: las personas solo confirman lo que miran. Una marca errónea que nadie notó cuenta aquí como correcta, así que el sistema puede ser peor que estas cifras. Los estudiantes sin rostro de referencia cuentan como omitidos. Para conocer las tasas de error reales hacen falta fotos en las que todos los rostros estén etiquetados: «muster evaluate» las mide.
quality-what = Medida
quality-share = Proporción
quality-interval = Intervalo del 95 %
quality-precision = Precisión
quality-precision-means = de los estudiantes que marcó, los que estaban
quality-recall = Exhaustividad
quality-recall-means = de los estudiantes que estaban, los que marcó
quality-override = Cambiado por personas
quality-override-means = de los estudiantes que marcó; también a retraso o salida anticipada
quality-review = Propuesto para revisar
quality-review-means = de los rostros de las fotos
quality-f1 = F1
quality-drift = ¿Va a peor?
quality-drift-of = Si sube cualquiera de las dos líneas, al sistema le resulta más difícil: los rostros cambian, y ayudan las fotos de referencia nuevas. Sesiones: { $count }, n = { $records } estudiantes con marca. La distancia va en porcentaje del umbral: con 100, un rostro se identifica por muy poco.
quality-depth = Distancia media de sus marcas, respecto al umbral
quality-right = Correctos
quality-wrong = Erróneos
quality-missed = Omitidos
quality-depth-short = Distancia

# First steps
tour-title = Primeros pasos
tour-begin = Empezar con los primeros pasos
tour-lead = De un centro educativo vacío al primer registro de asistencia. Cada paso indica hasta dónde ha llegado, y puede volver aquí en cualquier momento.
tour-go = Ir allí
tour-done = { $count } hasta ahora
tour-class = Añadir sus clases
tour-class-how = Una clase tiene un nombre y el identificador propio del centro educativo.
tour-students = Poner estudiantes en la lista de la clase
tour-students-how = Uno a uno, o todos a la vez desde un archivo CSV de su programa de gestión escolar. A un estudiante sin rostro de referencia se le marca a mano, y aparece igualmente en todas las listas.
tour-enrol = Añadir rostros de referencia
tour-enrol-how = Tres fotos o más por estudiante, o una foto de clase a cuyos rostros usted pone nombre. Cuando el sistema tiene dudas, usted mira cada recorte antes de que cuente.
tour-take = Pasar lista
tour-take-how = Elija la clase y el día y después haga o elija fotos: dos o más si la clase es grande. Sin fotos, marque a mano.
tour-close = Revisar y después cerrar la sesión de clase
tour-close-how = Confirme o corrija aquello de lo que el sistema no está seguro. Al cerrar, quien siga sin ver pasa a estar ausente; después todavía se puede corregir todo.
tour-register = Descargar el registro de asistencia
tour-register-how = Como archivo de Excel, como CSV, para Moodle o en papel.
tour-invite = Invitar a docentes
tour-invite-how = Cada docente recibe un enlace para elegir una contraseña, y ve sus propias clases.
tour-demo = Una clase para probar
tour-demo-lead = Tres estudiantes y una foto de clase, compuestos con imágenes incluidas en paquetes de software públicos. Se descargan solo cuando usted lo pide.
tour-demo-make = Crear la clase de demostración
tour-demo-there = La clase de demostración ya está creada. Abra la sesión de hoy: ponga nombre a un rostro desconocido, retírelo con «Deshacer», señale un rostro omitido y después cierre la sesión de clase y mire el registro de asistencia.
tour-demo-open = Abrir la clase de demostración
tour-how-title = Conviene saber
tour-how-photos = La luz de las ventanas detrás de la cámara, los rostros de la última fila al menos tan altos como una uña en la pantalla y varias fotos desde distintos lugares: eso es lo que más ayuda.
tour-how-review = El sistema sugiere, usted decide. Lo que usted diga prevalece siempre y se recuerda para las próximas fotos.
tour-how-hand = Todo funciona sin fotos y sin rostros.
tour-how-keys = En la página de una sesión, la tecla ? muestra todas las teclas.
tour-how-privacy = Las fotos se conservan hasta que se cierra la sesión de clase, un día como máximo; después solo quedan los rostros, cifrados.
error-no_demo = No se pueden descargar las imágenes de la demostración: es posible que este servidor no tenga acceso a un registro de paquetes.
error-no_app = Este servidor no tiene la aplicación para teléfonos. Quien lo administra puede crearla con cargo xtask app.
error-request_reused = Esto ya se envió antes con otro contenido: vuelva a cargar la página.

# What people did
nav-activity = Actividad
activity-from = Desde
activity-to = Hasta
activity-show = Mostrar
activity-filter = Buscar un nombre, una clase, una palabra
activity-lead = Quién decidió qué en las sesiones de estos días. Lo que propuso el sistema está en la página de cada sesión.
activity-none = Nadie decidió nada en las sesiones de estos días.
activity-more = Son las { $count } más recientes: elija menos días para ver las demás.
activity-when = Cuándo
activity-who = Quién
activity-session = Sesión
activity-what = Qué
deed-withdrew = { $name }: marca manual retirada
deed-is = Indicó que un rostro es de { $name }
deed-is-not = Indicó que un rostro no es de { $name }
deed-nobody = Indicó que un rostro no es de nadie de la clase
deed-open = Retiró lo indicado sobre un rostro
deed-closed = Cerró la sesión de clase
deed-reopened = Reabrió la sesión de clase: { $reason }

# The timetable at a session, statuses of the school's own, leave
by-leave = anotado por { $name },
source-leave = { $name }, que anotó un permiso
leave-word = Con permiso
said-marked = { $name }: anotado.
mark-more = { $name }: otro estado
mark-more-short = Más…
mark-set = Poner
meeting-group = Grupo { $name }
session-others = También este día:
session-unlabelled = sin nombre
meeting-state-planned = Prevista
meeting-state-not_taken = Sin pasar lista
meeting-state-open = Abierta
meeting-state-closed = Cerrada
meeting-state-cancelled = Cancelada
counts-attended = Asisten
counts-excused = Justificadas
counts-absent = Faltas
counts-not_counted = No cuenta
home-missed = Sin pasar lista
home-missed-lead = Sesiones de los últimos { $count } días que empezaron y en las que nadie pasó lista.
home-day = Hoy, por orden
begin-foreseen = El horario prevé para hoy:
begin-other = U otro día u otra materia:
week-title = La semana
week-choose = Qué semana
week-before = Semana anterior
week-after = Semana siguiente
week-holiday = Festivo: { $name }
week-nothing = Nada
groups-title = Grupos
groups-lead = Partes de la clase que se reúnen aparte. El horario puede nombrar una; sus sesiones son solo de sus estudiantes.
group-name = Nombre del grupo
group-make = Crear un grupo
group-made = El grupo está creado. Elija su nombre para decir quién está en él.
group-members = Quién está en él
group-change-lead = Si la clase ya se ha reunido, los nuevos están desde hoy, y quien se va estuvo hasta ayer.
group-remove = Quitar el grupo
group-remove-lead = Sus sesiones quedan, con quienes fueron anotados. Antes hay que quitar las entradas del horario que lo nombran.
group-removed = El grupo se ha quitado.

# The school year
nav-year = Curso
year-class = Clase
year-all-classes = Todas las clases
timetable-title = Horario
timetable-lead = Cuándo se reúne cada clase. De aquí salen las sesiones de la primera página; se avisa de las que nadie pasó lista.
timetable-none = El horario aún no tiene nada para esta clase.
entry-add = Añadir al horario
entry-add-to = Añadir al horario de { $name }
entry-change = Cambiar
entry-change-one = Cambiar { $name }
entry-remove = Quitar del horario
entry-remove-lead = Las sesiones en las que se pasó lista quedan. Sus cancelaciones se olvidan.
entry-removed = Ya no está en el horario.
entry-weekdays = Estos días
entry-starts = Empieza
entry-ends = Termina
entry-group = Quién se reúne
entry-whole-class = Toda la clase
entry-every = Cada cuánto
entry-every-week = Cada semana
entry-every-n = Cada { $count } semanas
entry-term = Tomar los días de un periodo
entry-grace = Retraso a partir de tantos minutos del inicio
entry-grace-hint = Si se deja vacío, ninguna foto marca retraso.
entry-late-from = retraso desde { $count } minutos
calendar-title = Periodos y festivos
calendar-lead = En festivos no se reúne ninguna clase. Los registros se pueden ver por periodo.
calendar-terms = Periodos
calendar-holidays = Festivos
calendar-add-terms = Añadir un periodo
calendar-add-holidays = Añadir un festivo
calendar-name = Nombre
calendar-none = Aún ninguno.
row-remove = Quitar { $name }
row-up = Subir { $name }
row-down = Bajar { $name }
meeting-cancel = Cancelarla
meeting-cancel-lead = Entonces no se espera a nadie, y no se avisa de que falta pasar lista. Se puede deshacer.
meeting-reason = ¿Por qué? (puede quedar vacío)
meeting-cancelled = La sesión está cancelada.
meeting-hold = Sí tiene lugar
meeting-held = La sesión tiene lugar.
period-month-or-term = Un mes o un periodo
period-months = Meses

# Leave
nav-leave = Permisos
leave-lead = Motivos aceptados para no asistir. Esos días cuentan como falta justificada, salvo que una foto o una persona diga que sí estuvo.
leave-ahead = Ahora y después
leave-past = Pasados
leave-none = No hay ninguno.
leave-enter = Anotar un permiso
leave-entered = El permiso está anotado.
leave-first-day = Primer día
leave-last-day = Último día
leave-one-day = Sin último día es un solo día.
leave-letter = Tipo
leave-note = Nota
leave-note-hint = Escriba solo lo necesario. Se guarda cifrado; solo lo lee quien puede ver al estudiante.
leave-file = Un archivo: PDF, JPEG, PNG o WebP, hasta 10 MB
leave-file-add = Añadir el archivo
leave-file-added = El archivo está añadido.
leave-change = Añadir un archivo o retirar
leave-withdraw = Retirar este permiso
leave-withdraw-lead = Entonces ya no cuenta y sus archivos se borran. No se puede deshacer: si hace falta, anótelo de nuevo.
leave-withdrawn = Retirado
leave-withdrawn-said = El permiso de { $name } está retirado.
stays-title = En la lista de la clase
stays-lead = Desde cuándo y hasta cuándo. Las sesiones de otros días no tratan de este estudiante, salvo que alguien lo haya anotado.
stays-first-day = Primer día; vacío: desde siempre
stays-last-day = Último día; vacío: sigue
stays-ever = desde siempre
stays-still = sigue
stays-add = Añadir un periodo

# Statuses
nav-statuses = Estados
statuses-lead = Lo que la escuela escribe en sus registros. Lo ya anotado conserva sus letras al elegir otro conjunto.
statuses-used = En uso
statuses-own = Propio
statuses-use = Usar estos
statuses-chosen = Ahora en uso: { $name }
statuses-copy = Cambiar una copia
statuses-copy-of = Copia de { $name }
statuses-change = Cambiar { $name }
statuses-count = Sus letras: { $count }
statuses-edit-lead = El orden es el de los menús. La primera de un estado es la que ponen las fotos y el cierre. Presente y ausente tienen que estar.
statuses-set-name = Nombre del conjunto
statuses-letter = Letra
statuses-name = Nombre
statuses-core = Significa
statuses-counts = Cuenta como
statuses-points = Puntos
statuses-colour = Color
statuses-add = Añadir un estado

# Events, second confirmers, substitutes, launches from a learning platform
event = Evento
event-make = Crear un evento
event-lead = Una reunión o una excursión: tiene su propia lista, hecha de clases y de estudiantes sueltos, y tiene lugar una vez. Las fotos los reconocen por las caras guardadas.
event-name = Nombre
event-name-hint = Reunión de padres
event-list-open = Lista abierta: nadie tiene que venir
event-list-open-hint = Al cerrarla, su lista es quien vino, y nadie falta. Sin esto, falta quien no fue visto.
event-classes = De qué clases pueden venir
event-students = Otros que pueden venir
event-go = A su lista
event-open-list = Un evento con lista abierta: nadie tiene que venir, y nadie falta.
event-past = Eventos pasados: { $count }
closing-open-list = La lista es abierta: quien no fue visto no tenía que venir, y no falta.
standing-awaits = Por confirmar
standing-locked = Bloqueada
confirm-done = Confirmada
confirm-by = por { $name },
confirm-lead = Alguien distinto de quien cerró esta sesión tiene que revisarla.
confirm-closed-by = { $name } cerró esta sesión; otra persona tiene que revisarla.
confirm-own = Usted mismo cerró esta sesión: otra persona tiene que revisarla.
confirm-do = Confirmar que es correcta
confirm-said = La sesión está confirmada.
substitute-title = Sustituciones
substitute-lead = Clases de otra persona: desde ahora hasta el final del último día; después termina por sí solo.
substitute-none = Ninguna por ahora.
substitute-now = Sustituye en: { $name }
substitute-from = desde
substitute-first-day = Primer día; vacío: ya
substitute-until = hasta el
substitute-over = Terminada
substitute-class = Clase
substitute-add = Añadir la sustitución
substitute-added = La clase es suya hasta el último día.
substitute-removed = { $name } ya no es su clase.
statuses-remove = Quitar este conjunto
statuses-remove-lead = Lo anotado conserva sus letras; una que falte en el conjunto en uso se muestra como la primera de su tipo.
statuses-remove-used = Sus registros se escriben con este conjunto: use antes otro.
statuses-removed = { $name } se ha quitado.
launch-framed = Muster no muestra una clase dentro de la página de otro sitio.
launch-no-sign-in = Esta plataforma no le abre la sesión en Muster: entre con su propio usuario.
launch-no-course = La plataforma no dice de qué curso viene: abra Muster desde un curso.
launch-unlinked = Este curso aún no es ninguna clase de Muster. Un administrador dice cuál es en Administración, Conexiones: plataforma { $platform }, despliegue { $deployment }, curso { $course }.
launch-open = Abrir Muster en una ventana nueva
error-launch = No se pudo abrir Muster desde la plataforma de aprendizaje.
error-not_begun = Esto no se empezó en este navegador, o hace más de diez minutos: empiece de nuevo.
error-platform = La plataforma de aprendizaje no hizo lo que se le pidió.

# Consent and privacy
nav-consent = Consentimiento
nav-privacy = Privacidad
consent-lead = Una cara solo se usa si alguien dijo que sí y nadie que no. A los demás se les anota por su nombre, en las mismas listas.
consent-counts = Hoy se pueden usar { $allowed } de { $all } caras.
consent-enter = Anotar lo que alguien dijo
consent-state = Consentimiento
consent-ledger = Lo que se dijo
consent-more = Más
consent-nothing = nada todavía
consent-none = sin preguntar
consent-granted = Sí
consent-objected = No: se opone
consent-withdrawn = Ya no: retirado
consent-refused-by-child = No, dice el niño o la niña
consent-until = hasta el
consent-entries = { $count ->
    [one] { $count } entrada
   *[other] { $count } entradas
}
consent-read = había leído { $version }, { $language }
consent-rights = Exportar, borrar
consent-export = Todo lo que se guarda de esta persona (ZIP)
consent-erase = Borrar para siempre
consent-erase-sure = Quitar a { $name } de listas, registros y todo lo demás. No se puede deshacer.
consent-erased = Borrado. El recibo se guardó en un archivo.
consent-said = Qué dijeron
consent-person = Quién lo dijo
consent-relation = Qué relación tiene
relation-parent = padre o madre
relation-guardian = tutor o tutora
relation-student = el alumno o la alumna
consent-text = Texto leído
consent-language = Idioma
consent-last-day = Último día de un sí (opcional)
consent-evidence = Dónde consta, por ejemplo: formularios en la carpeta 7b
consent-file-remove = Quitar el archivo
consent-file-sure = No corresponde aquí. Nadie podrá recuperarlo.
consent-file-removed = El archivo se ha quitado.
consent-no-hint = Un no borra enseguida todo lo que se guarda de la cara. Las asistencias quedan.
privacy-faces = Dónde se usan caras
privacy-faces-lead = Sin caras todo lo demás sigue igual: listas, registros, informes.
privacy-never = La ley elegida prohíbe las caras en las escuelas.
privacy-school = Toda la escuela
privacy-on = se usan
privacy-off = no se usan
privacy-switch-on = Usar caras
privacy-switch-off = No usar caras
privacy-off-sure = Todo lo que se guarda de estas caras se borra enseguida.
privacy-law = Ley
privacy-law-lead = elegida con --jurisdiction; no es asesoría legal
privacy-kept = Cuánto tiempo se guarda
privacy-pictures = Fotos de la clase
privacy-crops = Caras recortadas
privacy-templates = Caras y plantillas, tras dejar la clase
privacy-hours = { $count } horas como máximo
privacy-days = { $count } días
privacy-records = Listas, justificantes y registro de actividad
privacy-years = { $count ->
    [one] 1 año
   *[other] { $count } años
}
privacy-until-erased = hasta que alguien borre al estudiante
privacy-papers = Documentos
privacy-notice = Aviso que los niños pueden leer
privacy-assessment = Plantilla de evaluación de impacto
privacy-log = Quién hizo qué
privacy-holds = El registro está íntegro
privacy-log-counts = { $entries } entradas, que respaldan { $marks } asistencias
privacy-log-forgotten = { $count } entradas más antiguas ya no están: su plazo había terminado
privacy-broken = El registro no está íntegro: alguien lo cambió a espaldas de Muster.
privacy-head = Su final; anótelo en otro lugar:
privacy-filter = Buscar en el registro
privacy-kind = Tipo
privacy-outcome = Respuesta
audit-access = caras vistas
audit-mark = asistencias
audit-export = exportación
audit-biometrics = caras y consentimiento
audit-administration = administración
audit-removal = borrado
error-face_not_allowed = No hay consentimiento para usar esta cara.

# Checking in by oneself

check-in-open = Registro propio
check-in-title = Registrar asistencia
check-in-back = Volver a la sesión
check-in-code = Código para escanear
check-in-changes = Cambia cada 15 segundos: una foto reenviada pronto no sirve de nada.
check-in-here = Quién se ha registrado
check-in-lead = Los alumnos escanean el código con el móvil y escriben su número. A quien no tenga móvil lo marca usted.
check-in-look-over = Un código dice quién lo vio, no quién está en el aula: revise la lista antes de cerrar.
check-in-number = Tu número de alumno
check-in-go = Estoy aquí
check-in-done = Te has registrado:
check-in-told = Tu profesor ve que te has registrado tú, y decide.
check-in-over = Este código ya no vale. Escanea el que se muestra ahora.
check-in-count = { $count ->
    [0] Nadie se ha registrado aún
    [one] { $count } alumno se ha registrado
   *[other] { $count } alumnos se han registrado
}
error-code_is_over = Este código ya no vale. Escanea el que se muestra ahora.
error-device_used = Con este móvil ya se ha registrado otra persona. Pregunta a tu profesor.
error-session_closed = La sesión está cerrada. Pregunta a tu profesor.
error-decided_already = Tu profesor ya ha anotado lo que corresponde. Pregúntale.
