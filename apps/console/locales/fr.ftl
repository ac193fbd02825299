# French, translated from en.ftl. Ids that begin with `script-` and `error-` are said by the page's script.

skip = Aller au contenu
needs-script = Cette console a besoin de JavaScript : il lui sert à envoyer ce que vous décidez.
language = Langue
theme = Couleurs
theme-system = Comme l’appareil
theme-light = Clair
theme-dark = Sombre
go-on = Continuer
cancel = Annuler
choose = Choisir…
date = Date
state = État
student = Élève

nav-main = Menu principal
nav-home = Classes
nav-admin = Administration
nav-sign-out = Se déconnecter
nav-sessions = Séances
nav-register = Registre d’appel
nav-students = Élèves
nav-enrolment = Visages de référence
nav-charts = Graphiques
nav-live = En direct
nav-users = Utilisateurs
nav-keys = Clés pour appareils
nav-classes = Classes
nav-recognition = Reconnaissance
nav-jobs = Tâches
nav-data = Données
nav-health = État de marche

problem-title = Impossible d’afficher cette page
problem-home = Vers vos classes

sign-in-title = Connexion
sign-in-login = Identifiant, par exemple votre adresse e-mail
sign-in-password = Mot de passe
sign-in-code = Code de votre application d’authentification, ou un code de secours
sign-in-go = Se connecter
sign-in-provider = Se connecter via votre établissement
sign-in-lost = Mot de passe perdu ? Un administrateur peut vous créer un lien pour en choisir un nouveau.
set-up-title = Configurer cet établissement
set-up-lead = Vous devenez le premier administrateur : vous inviterez toutes les autres personnes.
set-up-name = Votre nom, tel qu’il figure dans les registres d’appel
set-up-login = Ce qui vous servira à vous connecter, par exemple votre adresse e-mail
invitation-title = Choisir un mot de passe
invitation-lead = Un administrateur vous a envoyé une invitation ou a réinitialisé votre mot de passe. Ce lien n’est valable qu’une fois.
link-no-token = Il manque à cette adresse ce qui suit le # : ouvrez le lien en entier.
password-new = Un mot de passe de 10 caractères ou plus ; plusieurs mots en font un bon
password-current = Votre mot de passe actuel
password-show = Afficher

account-title = Votre compte
account-look = Langue et couleurs
account-password = Mot de passe
account-password-lead = Ensuite, il faudra vous reconnecter, ici et partout ailleurs.
account-password-change = Changer le mot de passe
account-factor = Second facteur
account-factor-on = Pour vous connecter, il faut un code de votre application d’authentification.
account-factor-off = Avec un second facteur, personne ne peut entrer avec votre seul mot de passe.
account-factor-add = Ajouter un second facteur
account-factor-scan = Scannez ceci avec une application d’authentification, ou saisissez la clé ci-dessous. Entrez ensuite le code qu’elle affiche.
account-factor-confirm = Confirmer
account-factor-remove = Retirer le second facteur
account-factor-codes = Votre second facteur est activé. Conservez ces codes de secours en lieu sûr : chacun sert une seule fois, en cas de perte de l’application d’authentification. Ils ne sont affichés que maintenant.
account-factor-required = Votre établissement exige un second facteur. Configurez-le ci-dessous ; tout vous sera de nouveau ouvert ensuite.
account-sign-ins = Où vous êtes connecté
account-sign-ins-lead = Mettez fin à ce qui n’est pas à vous ou se trouve sur un appareil que vous n’avez plus. Un nouveau mot de passe met fin à tout.
account-sign-in-unnamed = Un programme sans nom
account-sign-in-since = depuis
account-sign-in-used = dernière utilisation
account-sign-in-this = ici
account-sign-in-end = Y mettre fin
account-sign-in-ended = C’est terminé là-bas.
connect-title = Connecter votre téléphone
connect-lead = Faites l’appel avec votre téléphone : dans son navigateur ou avec l’application Muster.
connect-show = Afficher le code
connect-scan = Visez le code avec l’appareil photo du téléphone : l’application s’ouvre dans le navigateur du téléphone.
connect-installed = Ou ouvrez l’application Muster installée et choisissez « Scanner le code ».
connect-sign-in = Connectez-vous-y comme ici.
connect-address = Adresse de l’application
connect-picture = Code QR de l’adresse de l’application
connect-unencrypted = Cette adresse n’est pas chiffrée. Les photos d’élèves et les mots de passe ne devraient pas circuler ainsi : la personne qui gère le serveur devrait lui donner une adresse https (docs/operations.md).
connect-this-machine = Un téléphone ne peut pas atteindre cette adresse : elle désigne cet ordinateur seul. Ouvrez cette page à l’adresse du serveur dans votre réseau, ou indiquez public_url dans muster.toml.
connect-no-app = Ce serveur n’a pas l’application pour les navigateurs des téléphones ; l’application Muster installée fonctionne quand même. La personne qui gère le serveur peut l’ajouter avec cargo xtask app.

home-title = Vos classes
home-today = Aujourd’hui
home-attended = { $attended } présents sur { $all }
home-empty-title = Il n’y a pas encore de classe
home-empty-admin = Ajoutez une classe, puis ses élèves ; ensuite, une photo suffit pour faire l’appel.
home-empty-teacher = Aucune classe ne vous est encore attribuée. Un administrateur peut le faire.
home-add-class = Ajouter une classe
class-students = { $count ->
    [one] { $count } élève
   *[other] { $count } élèves
}
class-without-face = { $count ->
    [one] { $count } sans visage de référence
   *[other] { $count } sans visage de référence
}
class-empty = Cette classe n’a pas encore d’élèves.
class-add-students = Ajouter des élèves
class-enrol-them = Ajouter des visages de référence
class-no-session = L’appel n’a encore jamais été fait.
take-attendance = Faire l’appel
session-label = Cours
session-label-hint = Cours, s’il y en a plusieurs par jour

session-title = Appel : { $name }
session-open = Ouverte
session-closed = Clôturée
session-close = Clôturer la séance
session-close-again = Clôturer à nouveau
session-reopen = Rouvrir
session-locked = Cette séance n’est plus modifiée depuis le
reopening-title = Rouvrir la séance
reopening-lead = Qui n’était absent que par la clôture redevient non vu. Le motif reste dans l’historique.
reopening-reason = Pourquoi ?
session-before = Séance précédente
session-after = Séance suivante
session-counts = Où en est l’appel
session-nobody-enrolled = Personne de cette classe ne peut encore être reconnu : pointez à la main, ou ajoutez des visages de référence.
count-attended = présents
count-to-review = à vérifier
count-not-seen = non vus
count-absent = absents
count-unknown = visages inconnus
keys = Touches
key-next = Suivant, précédent
key-candidate = C’est la première, deuxième, troisième proposition
key-not = Ce n’est pas la première proposition
key-nobody = Ce n’est personne de la classe
key-who = Dire qui c’est
key-statuses = Présent, en retard, départ anticipé, excusé, absent
key-withdraw = Retirer le pointage manuel
key-undo = Annuler la dernière action
key-close = Clôturer la séance
photos-add = Ajouter des photos
photos-shoot = Prendre une photo
photos-choose = Choisir des photos
photos-drop = ou déposez-les n’importe où sur cette page
photos-title = Photos
photo-number = Photo { $number }, { $faces ->
    [one] { $faces } visage
   *[other] { $faces } visages
}
photo-gone = L’image n’est pas conservée ; voici ses visages.
photo-draw = Encadrer un visage oublié
photo-large = En grand
review-title = { $count } à vérifier
review-lead = Vient en premier ce qui ferait le plus de tort en cas d’erreur.
review-card = { $name } : à vérifier
review-is-it = Est-ce { $name } ?
reason-uncertain = La ressemblance n’est pas assez sûre.
reason-runner-up-close = Un deuxième élève ressemble presque autant.
reason-better-face-elsewhere = Un autre visage de la photo correspond mieux à cet élève.
reason-low-quality = Le visage est trop petit, trop flou ou trop tourné pour qu’on soit sûr.
reason-ruled-out = Quelqu’un a déjà dit qu’un visage comme celui-ci n’est pas celui de cet élève.
reason-presentation = C’est peut-être la photo d’une photo ou d’un écran.
reason-sent-before = Cette photo, ou une photo presque identique, a déjà été envoyée, ou elle date d’un autre jour.
reason-conflict = Plusieurs photos semblent montrer cet élève, mais les visages ne se ressemblent pas.
face-in-photo = Visage sur la photo
enrolled-picture = { $name }, image de référence
near = distance { $distance }
near-likely = sûr à { $percent } %
say-is = C’est { $name }
say-is-not = Pas { $name }
say-nobody = Personne de cette classe
say-else = Quelqu’un d’autre…
say-open = Retirer ce qui a été dit
said-is = { $name } : présence notée.
said-is-not = C’est noté : pas { $name }.
said-nobody = C’est noté : personne de cette classe.
said-open = Ce qui a été dit est retiré.
said-named = Le visage a maintenant un nom.
said-mark = { $name } : { $status }.
said-withdrawn = Le pointage manuel est retiré.
said-closed = La séance est clôturée.
said-reopened = La séance est de nouveau ouverte.
unknown-title = { $count ->
    [one] { $count } visage inconnu
   *[other] { $count } visages inconnus
}
unknown-lead = Personne de cette classe, d’après le système. Si c’est quelqu’un, dites qui.
unknown-face = Visage inconnu { $number }
face-title = Un visage
face-unnamed = Visage inconnu
face-who = Qui est-ce ?
face-learn = Apprendre ce visage, pour le reconnaître la prochaine fois
face-save = Enregistrer
back-to-session = Retour à la séance
verdict-identified = Identifié par le système
verdict-to_review = À vérifier
verdict-unknown = Inconnu du système
verdict-confirmed = Confirmé par une personne
verdict-dismissed = Personne de cette classe, d’après une personne
quality-too_small = petit
quality-blurred = flou
quality-too_dark = sombre
quality-too_bright = trop clair
quality-turned = tourné
quality-cut_off = coupé
roster-title = Liste de la classe
roster-filter = Chercher un élève
evidence = Preuve
mark-as = { $name } : { $status }
by-hand = par { $name },
by-confirmed = confirmé par { $name },
by-closing = non vu quand { $name } a clôturé la séance,
closing-title = Clôturer cette séance ?
closing-attended = Présents : { $attended } sur { $all }.
closing-to-review = { $count ->
    [one] { $count } élève reste à vérifier
   *[other] { $count } élèves restent à vérifier
} : regardez d’abord, sinon ce sera compté comme une absence.
closing-nobody = Personne ne devient absent.
closing-absent = { $count ->
    [one] { $count } élève n’a pas été vu et devient absent :
   *[other] { $count } élèves n’ont pas été vus et deviennent absents :
}
closing-later = Après, on peut encore corriger les pointages et ajouter des photos.

status-present = Présent
status-late = En retard
status-left_early = Départ anticipé
status-excused = Excusé
status-absent = Absent
status-not_seen = Non vu
letter-present = P
letter-late = R
letter-left_early = DA
letter-excused = E
letter-absent = A
letter-not_seen = ?

script-undo = Annuler
script-undone = C’est annulé.
script-dismiss = Fermer
script-offline = Le serveur est injoignable. Rien n’est perdu : réessayez.
script-offline-photo = Le serveur est injoignable ; la photo attend ici et sera renvoyée.
script-waits = Le serveur est injoignable : c’est gardé ici, et envoyé dès qu’il répondra.
script-outbox = En attente de connexion : { $count }
script-failed = Le serveur n’a pas pu le faire.
script-no-photo = Ce n’est pas une photo : JPEG, PNG et WebP sont acceptés.
script-queued = En attente
script-sending = Envoi en cours
script-busy = Le serveur est occupé ; la photo attend ici.
script-looking = Recherche de visages
script-done = Terminé
script-photo-done = Les visages de la photo sont trouvés.
script-draw = Tracez un cadre autour du visage.

error-unauthorised = Vous devez d’abord vous connecter.
error-forbidden = Votre rôle ne le permet pas.
error-foreign_origin = Cela venait de la page d’un autre site.
error-wrong_password = L’identifiant et le mot de passe ne correspondent pas.
error-second_factor = Entrez le code de votre application d’authentification.
error-wrong_code = Ce code ne convient pas ou a déjà servi : attendez le suivant.
error-gone = Ce lien a déjà servi, a été remplacé par un plus récent ou a expiré : demandez-en un nouveau.
error-too_many_attempts = Trop d’essais : attendez, puis réessayez.
error-not_found = Cela n’existe pas, ou vous n’avez pas à le voir.
error-invalid = Une partie de la saisie n’est pas utilisable.
error-conflict = Cela ne s’accorde pas avec ce qui existe déjà.
error-locked = La séance est verrouillée : un administrateur peut la rouvrir.
error-too_large = C’est trop volumineux.
error-bad_photo = Cette photo est illisible.
error-unsupported_photo = Ce type d’image n’est pas accepté : envoyez du JPEG, PNG ou WebP. Le HEIC d’un iPhone est envoyé en JPEG quand on le choisit dans la photothèque.
error-bad_base64 = Cette image est illisible.
error-busy = Le serveur est occupé : réessayez dans quelques secondes.
error-face_off = Les visages ne sont pas reconnus ici en ce moment : faites l’appel à la main.
error-storage_full = Le disque du serveur est plein ; rien n’a été modifié.
error-storage_busy = L’espace de stockage est occupé ; rien n’a été modifié. Réessayez.
error-storage_corrupt = Les données du serveur sont endommagées : il faut restaurer une sauvegarde.
error-unavailable = Le serveur ne peut rien enregistrer en ce moment ; rien n’a été modifié.
error-internal = Le serveur n’a pas pu le faire ; rien n’a été modifié.
error-method_not_allowed = Cette adresse n’accepte pas ce genre de requête.
error-weak_password = Ce mot de passe est parmi les premiers que l’on devine : prenez-en un autre.

# Students, their roster and its import
students-add = Ajouter un élève
students-added = L’élève est sur la liste de la classe.
students-empty-admin = Ajoutez-les un par un, ou importez une liste : un fichier CSV de n’importe quel logiciel scolaire ou tableur.
students-empty-teacher = Un administrateur ajoute les élèves, ou en importe une liste.
students-id = Numéro d’élève
students-id-hint = celui des dossiers de l’établissement ; il ne change jamais
students-first-name = Prénoms
students-last-name = Nom de famille
students-templates = Visages utilisés
students-pending = À vérifier
students-no-face = aucun visage de référence
students-few = peu
students-to-review = { $count } à vérifier
students-change = Modifier
students-change-one = Modifier { $name }
students-rename = Enregistrer le nom
students-renamed = Le nom est modifié.
students-leave = Retirer de la liste de la classe
students-leave-lead = { $name } ne figurera plus sur les nouvelles listes de cette classe. Ses pointages et ses visages de référence sont conservés ; vous pouvez l’ajouter de nouveau à tout moment.
students-leave-soft = Ses pointages et ses visages de référence sont conservés.
students-leave-yes = Retirer { $name } de la liste de la classe
students-left = { $name } n’est plus sur la liste de la classe.
students-back = Retour aux élèves
onfile-ready = { $ready } élèves sur { $all } ont { $enough } visages utilisés ou plus.
onfile-few = { $count ->
    [one] { $count } en a moins
   *[other] { $count } en ont moins
}
roster-import = Importer une liste
import-file = La liste
import-lead = Un fichier CSV de votre logiciel scolaire, de Moodle ou d’un tableur, avec un numéro et un nom pour chaque élève ; ou un export OneRoster (zip). Vous voyez ce qui change avant que rien ne soit modifié.
import-choose = Choisir un fichier
import-paste = Ou coller les lignes
import-paste-hint = numéro d’élève;nom de famille;prénoms
import-look = Voir ce qui change
import-columns = Ce que contiennent les colonnes
import-header = La première ligne nomme les colonnes
import-none = aucune colonne
import-full-name = Nom complet, en une seule colonne
import-unmapped = Indiquez quelle colonne contient les numéros d’élève, et laquelle les noms.
import-source = Quelle classe de l’export
import-source-lead = Les élèves de cette classe rejoignent la liste de la classe.
import-source-none = choisir une classe
import-problems = Lignes inutilisables
import-problems-lead = Rien n’est importé tant qu’elles ne sont pas justes : corrigez le fichier, puis choisissez-le de nouveau.
import-left-out = Laissés de côté
import-left-out-lead = Les personnes de ces lignes ne rejoignent pas la liste de la classe ; toutes les autres peuvent être importées.
import-changes = Ce qui change
import-added = Nouveaux sur la liste de la classe
import-renamed = Nouveaux noms
import-missing = Sur la liste de la classe, mais pas dans le fichier
import-unchanged = Inchangés :
import-remove = Les retirer de la liste de la classe
import-do = Importer
import-nothing = La liste de la classe correspond au fichier : il n’y a rien à importer.
script-tab = tabulation
script-read-as = Lu comme { $name }, avec { $count } entre les cellules.
script-column = Colonne { $count }
script-line = Ligne { $count } :
script-line-missing_id = le numéro d’élève manque
script-line-duplicate_id = ce numéro d’élève figure déjà plus haut
script-line-no_name = le nom manque
script-line-control = une cellule contient un saut de ligne ; manque-t-il un guillemet, ou y en a-t-il un de trop ?
script-line-too_long = une cellule est trop longue ; manque-t-il un guillemet ?
script-line-extra_cells = plus de cellules que de colonnes ; y a-t-il un nom avec une virgule et sans guillemets ?
script-line-of = { $name }, ligne { $count } :
script-line-garbled = ce n’est pas du texte en UTF-8 ; exportez de nouveau le fichier en UTF-8
script-line-bad_date = une date n’est pas écrite comme 2026-11-24
script-line-suspended = le compte est suspendu
script-line-deleted = marqué comme supprimé
script-line-no_such_user = cette personne n’est pas dans l’export
script-line-not_student = n’est pas élève
script-line-not_begun = l’inscription n’a pas encore commencé
script-line-ended = l’inscription est terminée
script-known-as = { $name }, pour l’établissement : { $count }
script-more = et { $count } de plus
script-imported = La liste est importée. Élèves qu’elle contient : { $count }

# Enrolment
enrol-title = Ajouter des visages
enrol-student = Photos d’un seul élève
enrol-student-lead = Trois photos ou plus, chacune avec un visage bien net, sous des lumières différentes et de côtés différents.
enrol-whom = À qui sont les photos ?
enrol-folders = Un dossier de photos par élève
enrol-folders-lead = Choisissez le dossier qui contient ceux des élèves, chacun portant le numéro d’élève ou le nom. Vous voyez à qui est chaque dossier avant tout envoi.
enrol-folder-choose = Choisir un dossier
enrol-folder = Dossier
enrol-send = Envoyer les photos
enrol-class = Une photo de toute la classe
enrol-class-lead = Tous ses visages sont regroupés par ressemblance ; vous dites ensuite qui est qui.
enrolled-pending = à vérifier
enrolled-accepted = utilisé
enrolled-rejected = non utilisé
enrolled-pending-title = { $count ->
    [one] { $count } visage à vérifier
   *[other] { $count } visages à vérifier
}
enrolled-pending-lead = Ils ne sont pas utilisés tant que personne ne les a regardés : à cause d’une image mauvaise ou fausse, d’autres sont pris pour cet élève.
enrolled-rather = Il ressemble plutôt à :
enrolled-accept = Oui, l’utiliser
enrolled-reject = Ne pas l’utiliser
enrolled-use = Utiliser
enrolled-later = Vérifier plus tard
enrolled-said-accepted = Le visage est désormais utilisé pour { $name }.
enrolled-said-all-accepted = Ces visages sont désormais utilisés.
enrolled-said-rejected = C’est noté : non utilisé.
enrolled-said-pending = À vérifier plus tard.
enrolled-said-is = Ces visages sont ceux de { $name }, et sont désormais utilisés.
enrolled-of-roster = Un élève de la classe
enrolled-new-student = Quelqu’un de nouveau
enrolled-back = Retour aux visages de référence
nameless-title = { $count ->
    [one] { $count } visage sans nom
   *[other] { $count } visages sans nom, d’{ $groups ->
        [one] une seule personne
       *[other] environ { $groups } personnes
    }
}
nameless-lead = Les visages qui se ressemblent sont ensemble. Décochez ceux qui sont à quelqu’un d’autre, puis dites qui c’est.
nameless-more = D’autres suivront quand ceux-ci auront un nom.
nameless-card = Groupe { $number } : { $count ->
    [one] un visage sans nom
   *[other] { $count } visages, sans doute d’une même personne
}
nameless-who = Qui est-ce ?
nameless-face = Visage { $number } de { $source }
nameless-reject = Personne de cette classe
misfits-title = { $count ->
    [one] { $count } visage utilisé est peut-être faux
   *[other] { $count } visages utilisés sont peut-être faux
}
misfits-lead = Ils ne vont pas avec les autres visages de l’élève. S’ils sont justes, il n’y a rien à faire.
misfit-unlike = Il ne ressemble pas aux autres visages de l’élève (distance { $distance }).
misfit-two = Les visages de l’élève montrent deux personnes : { $alike } sur { $of } ressemblent à celui-ci.
misfit-nearer = Il ressemble plutôt à { $name } (distance { $distance }).
alike-title = { $count ->
    [one] { $count } paire d’élèves se ressemble
   *[other] { $count } paires d’élèves se ressemblent
}
alike-lead = Le système les distingue à peine, leurs visages sont donc plus souvent à vérifier. Davantage de visages de chacun aident. Si une paire est une même personne inscrite deux fois, retirez l’une des deux de la liste de la classe.
onfile-title = { $count ->
    [one] { $count } visage de référence
   *[other] { $count } visages de référence
}
onfile-empty = Il n’y a pas encore de visages de référence. Ajoutez des photos ci-dessus.
onfile-lead = Choisissez un visage pour dire à qui il est. Cochez-en plusieurs pour décider de tous à la fois ; si vous choisissez un élève, ils lui sont attribués.
onfile-as-named = Garder leurs noms
onfile-unnamed = Sans nom
onfile-face = { $name }, visage { $number }
onfile-mark = Cocher le visage { $number } de { $name }
onfile-said-accepted = Les visages cochés sont désormais utilisés.
onfile-said-rejected = Les visages cochés ne sont pas utilisés.
onfile-said-pending = Les visages cochés seront à vérifier plus tard.
templates-title = Gabarits biométriques en fichier
templates-lead = Les gabarits sont des données biométriques : qui a le fichier peut rechercher ces visages. Conservez-le comme vous conserveriez les photos.
templates-export = Exporter les gabarits de { $model } (.npz)
templates-model = Modèle qui a produit les gabarits
templates-file = Un dictionnaire NumPy (.npz) : numéro d’élève ou nom complet, et les vecteurs
templates-import-lead = Les noms que personne ne porte dans la classe deviennent de nouveaux élèves. Les importations précédentes des mêmes élèves sont remplacées ; les visages de référence restent.
templates-import = Importer les gabarits
templates-imported = Les gabarits sont importés.
script-enrol-accepted = utilisé
script-enrol-pending = à vérifier
script-enrol-rejected = non utilisé
script-enrol-faces = Visages trouvés : { $count }. Dites ci-dessous qui c’est.
script-enrol-sent = Photos terminées : { $count } sur { $name }
script-enrol-whom = Choisissez d’abord à qui sont ces photos.
script-enrol-leave-out = Laisser de côté
script-enrol-new = Nouvel élève : { $name }
script-marked = Visages cochés : { $count }

# Administration
save = Enregistrer
saved = Enregistré.
copy = Copier
on = activé
off = désactivé
role-admin = Administrateur
role-teacher = Enseignant
role-auditor = Auditeur
role-kiosk = Borne
role-admin-may = tout, dans toutes les classes
role-teacher-may = faire l’appel et le corriger, dans ses classes
role-auditor-may = tout lire, ne rien modifier
role-kiosk-may = faire l’appel dans ses classes, rien d’autre
user-invite = Inviter quelqu’un
user-invite-lead = Vous obtenez un lien à remettre à la personne. Avec lui, elle choisit un mot de passe ; il est valable une fois, pendant sept jours.
user-name = Nom, tel qu’il figure dans les registres d’appel
user-role = Rôle
user-classes = Classes
user-classes-hint = Pour les enseignants et les bornes ; les administrateurs et les auditeurs voient tout.
user-since = Depuis
user-enabled = Activé
user-disabled = Désactivé
user-access = Accès
user-access-hint = Une réinitialisation met fin à toutes ses connexions et retire le second facteur. La désactivation met fin à tout immédiatement ; les historiques gardent le nom.
user-reset = Réinitialiser le mot de passe et le second facteur
user-disable = Désactiver
user-enable = Activer
back-to-users = Retour à tous les utilisateurs
key-lead = Une clé donne accès à une borne, une application ou un autre logiciel. Les historiques la nomment comme auteur de l’action.
key-person = Chaque personne se connecte elle-même sur son téléphone et n’a pas besoin de clé :
key-none = Il n’y a aucune clé.
key-add = Ajouter une clé
key-label = À quoi elle sert
key-label-hint = Tablette à la porte de la salle 12
key-revoke = Révoquer
key-revoked = Révoquée
key-revoked-said = La clé n’ouvre plus rien.
key-valid = Valide
class-name = Nom
class-id = Code
class-id-hint = Le code est celui de l’établissement, par exemple 7b ; il reste quand le nom change.
class-teachers = Enseignants
class-rename = Renommer
class-added = La classe est créée. Ajoutez maintenant ses élèves.
secret-title = Affiché une seule fois
jobs-none = Aucune photo n’a encore été envoyée.
jobs-lead = Les photos acceptées sont conservées, scellées, jusqu’à la fin de leur traitement, et résistent à un redémarrage.
jobs-free = { $count ->
    [one] { $count } lot de photos de plus serait accepté maintenant
   *[other] { $count } lots de photos de plus seraient acceptés maintenant
}
jobs-by = Envoyée par
jobs-sent = Envoyée
job-waiting = En attente
job-done = Terminée
job-failed = Échouée
job-took = après { $seconds } s
data-held = Ce qui est conservé
data-what = Quoi
data-count = Combien
data-how-long = Combien de temps
data-students-kept = Tant qu’ils figurent sur la liste d’une classe, et aussi longtemps que des registres d’appel les nomment
data-sessions-kept = Aussi longtemps que l’établissement conserve les registres d’appel
data-pictures = Images des photos de classe
data-pictures-kept = Jusqu’à la clôture de la séance, 24 heures au plus
data-crops = Visages de référence
data-crops-kept = Jusqu’à leur rejet ou au départ de l’élève
data-pending = dont à vérifier
data-pending-kept = Jusqu’à ce que quelqu’un ait décidé
backups-title = Sauvegardes
backups-how = Une sauvegarde est un seul fichier chiffré. Pour en faire une et vérifier qu’elle s’ouvre :
backups-unknown = Le serveur ne sait pas où sont ses sauvegardes : démarrez-le avec --backups FOLDER, et cette page veillera sur elles.
backups-unreadable = Le dossier des sauvegardes est illisible : vérifiez qu’il est bien là et que le serveur a le droit de le lire.
backups-none = Il n’y a pas encore de sauvegarde.
backups-old = La dernière sauvegarde a plus d’une semaine.
backups-fresh = La dernière sauvegarde a moins d’une semaine.
health-store = L’espace de stockage répond et ne montre aucun dommage.
health-recognition = Les visages peuvent être reconnus.
health-recognition-off = Les visages ne peuvent pas être reconnus, l’appel se fait donc à la main : `muster doctor` indique quel modèle manque.
health-queue = Il y a de la place pour des photos.
health-queue-full = La file d’attente est pleine : les photos attendent sur les téléphones qu’une place se libère.
health-jobs = Aucune tâche récente n’a échoué.
health-jobs-failed = { $count ->
    [one] { $count } des dernières tâches a échoué
   *[other] { $count } des dernières tâches ont échoué
} : la page des tâches dit pourquoi.
health-version = Version
health-since = En marche depuis
health-clock = Horloge
health-waiting = Tâches en attente
health-more = Pour la surveillance : /health/live, /health/ready, et /metrics avec la clé d’un administrateur ou d’un auditeur.
script-copied = Copié.
script-secret-invitation = Remettez ce lien à la personne : avec lui, elle choisit un mot de passe. Il est valable une fois, pendant sept jours.
script-secret-reset = Remettez ce lien à la personne : avec lui, elle choisit un nouveau mot de passe. Il est valable une fois, pendant un jour.
script-secret-key = Saisissez cette clé dans l’appareil, ou scannez le code avec lui. Elle ne sera plus affichée.
script-secret-picture = Code QR qui connecte l’application Muster avec cette clé

# Live mode
live-title = En direct
live-camera = Caméra
live-lead = Restez à proximité : toute personne vue sur trois images en quelques secondes est pointée présente, avec cette image comme preuve, et vous pouvez l’annuler. Des autres, rien n’est conservé.
live-arrived = Arrivés
script-live-start = Démarrer la caméra
script-live-pause = Pause
script-live-off = La caméra est éteinte.
script-live-looking = Recherche en cours, visages : { $count }
script-live-counting = Est-ce { $name } ?
script-live-insecure = Les navigateurs n’ouvrent la caméra qu’aux pages en TLS : ouvrez ce serveur en https.
script-live-refused = La caméra n’est pas utilisable : autorisez-la pour cette page, et vérifiez si un autre programme s’en sert.
script-live-wrong = C’est une erreur

# Recognition
recognition-since = en service depuis
recognition-fixed = Les réglages du serveur imposent le mode de reconnaissance. Pour le choisir ici, retirez `profile` de muster.toml, ou --profile de la ligne de commande.
recognition-profiles = Modes de reconnaissance
recognition-lead = Ce que chacun fait d’après des mesures sur des photos étiquetées qui n’ont pas servi à le créer. docs/accuracy.md donne les données, les intervalles et les commandes.
recognition-profile = Profil
recognition-in-use = En service
recognition-switch = Passer à celui-ci
recognition-back = Revenir à celui-ci
recognition-begun = Préparation en cours : { $name }. D’ici là, tout continue comme avant.
recognition-preparing = Préparation en cours : { $name } ({ $done } visages de référence sur { $total } sont prêts). D’ici là, tout continue comme avant.
recognition-failed = La préparation a échoué pour { $name }, et rien n’a changé :
recognition-thresholds = Seuils
recognition-thresholds-lead = Un visage compte comme identifié jusqu’à la première distance, et il est à vérifier jusqu’à la seconde. Plus il y a d’élèves, plus c’est strict : ainsi, dans chaque classe, il est aussi rare qu’un inconnu soit pris pour un élève.
recognition-enrolled = Peuvent être reconnus
recognition-identify = Identifié jusqu’à
recognition-review = À vérifier jusqu’à
recognition-calibration = Étalonné sur :
recognition-calibrate = Les séances confirmées de votre établissement peuvent servir à l’étalonner :
recognition-history = Choix
recognition-no-choice = Personne n’a encore choisi : le profil habituel est en service.
figure-group_precision = Pointages justes
figure-group_recall = Élèves présents qui sont pointés
figure-strangers_identified = Inconnus pris pour un élève
figure-enrolled_missed = Visages d’élèves non identifiés
figure-of = { $hits } sur { $of }
# The register, a student's page and the charts
period = Jours à afficher
period-from = Du
period-to = Au
span-week = Cette semaine
span-month = Ce mois-ci
span-recent = Ce mois-ci et le précédent
span-all = Toute la période scolaire
show = Afficher
register-title = Registre d’appel : { $name }
register-choose = Ce que montre le registre d’appel
register-below = Signaler en dessous de
register-printed = état au
register-empty = Aucune séance n’a eu lieu ces jours-là.
register-show-all = Afficher toute la période scolaire
register-legend = Ce que signifient les lettres
register-low = faible
register-low-means = moins de { $percent } % des séances pointées
register-percentages = « % pointées » laisse de côté les séances sur lesquelles personne n’a encore décidé ; « % toutes » les compte au détriment de l’élève. Qui était là pendant une partie de la séance compte comme là. Excusé compte comme pas là ; une colonne à part permet de le distinguer.
register-keys = Dans le tableau :
register-open = Ouvrir la séance
register-cell = { $name }, { $session } : { $status }
register-of-taken = % pointées
register-of-all = % toutes
register-attended = Étaient là
register-files = Ces jours sous forme de fichier
register-excel = Classeur Excel
register-import = Importer un classeur modifié
register-back = Au registre
register-import-file = Le classeur modifié
register-import-lead = Le classeur Excel que le registre exporte, dont des lettres ont été modifiées dans Excel, LibreOffice ou Google Sheets, enregistré en .xlsx. Vous voyez ce qui change avant que rien ne soit modifié.
register-import-cell = Cellule
register-import-student = Élève
register-import-session = Séance
register-import-change = Changement
register-import-no-base = Le programme qui a enregistré ce fichier en a retiré l’état d’origine. Chaque lettre qui diffère du registre actuel compte donc comme un changement, même là où quelqu’un d’autre a décidé entre-temps : regardez bien.
register-import-nothing = Le registre correspond au fichier : il n’y a rien à changer.
register-import-conflicts = Décidé par d’autres entre-temps
register-import-conflicts-lead = Ces lettres ont été modifiées dans le fichier, et ici aussi depuis son exportation. Elles restent telles qu’ici, sauf si vous les cochez.
register-import-override = Garder le fichier
register-import-meanwhile = Modifié par
register-import-apply = Appliquer les changements
register-import-problems = Cellules inutilisables
register-import-problems-lead = Elles ne changent rien. Corrigez-les dans le fichier et choisissez-le de nouveau, ou laissez-les.
register-import-students = Lignes d’élèves qui ne sont pas dans la classe
register-import-columns = Colonnes qui ne sont pas une séance
script-apply-changes = Appliquer les changements : { $count }
script-applied-changes = Marques reprises du fichier : { $count }
script-cell-photo = une photo, ou retiré
script-cell-override = Garder la lettre du fichier en { $name }
script-cell-no_status = « { $name } » n’est pas un statut
script-cell-emptied = la lettre a été effacée : écrivez ? là où rien n’est décidé
script-cell-duplicate_id = ce numéro est déjà en { $name }
script-cell-duplicate_session = cette séance est déjà en { $name }
register-csv = CSV pour d’autres programmes
register-print = Imprimer, ou enregistrer en PDF
register-too-wide = Une feuille de papier a la place pour { $count } séances, et il y en a davantage : choisissez moins de jours pour les imprimer.
register-moodle = Une séance pour Moodle
register-moodle-lead = L’activité de présence de Moodle importe une séance à la fois : ouvrez-y la séance, choisissez « Déposer les présences en CSV » et envoyez son fichier. Les élèves sont retrouvés par leur numéro d’identification. Un départ anticipé y compte comme présent ; les élèves pour qui rien n’est encore décidé sont laissés de côté.
student-back = Registre d’appel : { $name }
student-id = Numéro d’élève
student-classes = Classes :
student-sums = Bilan de ces jours
student-of-taken = des séances pointées
student-of-all = de toutes les séances
student-history = Présence
student-marks = Tous les pointages
student-says = Ce qu’il dit
student-who = Qui et quand
student-not-standing = ne compte plus
student-corrections = Ce que des personnes ont dit des visages
student-is-other = C’est quelqu’un d’autre
student-is-not-other = Ce n’est pas quelqu’un d’autre
student-faces = Visages de référence
student-no-face = Il n’y a aucun visage de référence : cet élève est pointé à la main.
student-face-accepted = utilisé
student-face-pending = à vérifier
student-face-rejected = non utilisé
source-machine = Le système, d’après une photo
source-human = { $name }
source-confirmed = { $name }, qui a confirmé le visage
source-withdrawal = { $name }, qui a retiré le pointage
source-closing = { $name }, qui a clôturé la séance
charts-title = Graphiques : { $name }
charts-school = Graphiques de l’établissement
charts-empty = Il n’y a rien à tracer pour ces jours : aucune séance n’a eu lieu.
charts-table = La même chose en tableau
charts-taken = Décidés
charts-time = Présence au fil du temps
charts-time-of = Part de la classe qui était là, en pourcentage des élèves pour qui une décision a été prise (séances : { $count }, n = { $records } observations).
charts-days-of = Part de tous les élèves qui étaient là, en pourcentage de ceux pour qui une décision a été prise (jours : { $count }, n = { $records } observations).
charts-weekday = Présence par jour de la semaine
charts-weekday-of = Part des élèves qui étaient là, en pourcentage. Les traits fins sont des intervalles à 95 %, comme si toutes les observations étaient indépendantes : n = { $records } observations.
charts-student = Présence par élève
charts-student-of = Part des séances décidées où chaque élève était là, la plus faible en premier (élèves : { $count }, n = { $records } observations).
charts-class = Présence par classe
charts-class-of = Part des élèves qui étaient là, la plus faible en premier (classes : { $count }, n = { $records } observations).
charts-class-name = Classe
weekday-1 = lun.
weekday-2 = mar.
weekday-3 = mer.
weekday-4 = jeu.
weekday-5 = ven.
weekday-6 = sam.
weekday-7 = dim.
quality-title = À quel point le système avait raison
quality-empty = Il n’y a rien à comparer pour ces jours : seules comptent les séances clôturées avec photos.
quality-lead = { $count ->
    [one] { $count } séance clôturée avec photos : ce que le système a dit, à côté de ce qui a été retenu à la fin.
   *[other] { $count } séances clôturées avec photos : ce que le système a dit, à côté de ce qui a été retenu à la fin.
}
quality-means = Ce que cela ne montre pas : les gens ne confirment que ce qu’ils regardent. Un pointage faux que personne n’a remarqué compte ici comme juste ; le système peut donc être moins bon que ces chiffres. Les élèves sans visage de référence comptent comme manqués. Pour connaître les vrais taux d’erreur, il faut des photos où chaque visage est étiqueté : « muster evaluate » les mesure.
quality-what = Mesure
quality-share = Part
quality-interval = Intervalle à 95 %
quality-precision = Précision
quality-precision-means = parmi les élèves qu’il a pointés, ceux qui étaient là
quality-recall = Rappel
quality-recall-means = parmi les élèves qui étaient là, ceux qu’il a pointés
quality-override = Modifié par des personnes
quality-override-means = parmi les élèves qu’il a pointés ; aussi en retard ou départ anticipé
quality-review = Mis à vérifier
quality-review-means = parmi les visages des photos
quality-f1 = F1
quality-drift = Y a-t-il une dérive ?
quality-drift-of = Si l’une des deux courbes monte, le système a plus de mal : les visages changent, et de nouvelles photos de référence aident. Séances : { $count }, n = { $records } élèves pointés. La distance est en pourcentage du seuil : à 100, un visage est tout juste identifié.
quality-depth = Distance moyenne de ses pointages, par rapport au seuil
quality-right = Justes
quality-wrong = Faux
quality-missed = Manqués
quality-depth-short = Distance

# First steps
tour-title = Premiers pas
tour-begin = Commencer par les premiers pas
tour-lead = D’un établissement vide au premier registre d’appel. Chaque étape indique où vous en êtes, et vous pouvez revenir ici à tout moment.
tour-go = Y aller
tour-done = { $count } jusqu’à présent
tour-class = Ajouter vos classes
tour-class-how = Une classe a un nom et un code, celui de l’établissement.
tour-students = Mettre des élèves sur la liste de la classe
tour-students-how = Un par un, ou tous à la fois depuis un fichier CSV de votre logiciel scolaire. Un élève sans visage de référence est pointé à la main et figure quand même sur toutes les listes.
tour-enrol = Ajouter des visages de référence
tour-enrol-how = Trois photos ou plus par élève, ou une photo de classe dont vous nommez les visages. Là où le système doute, vous regardez chaque visage recadré avant qu’il ne compte.
tour-take = Faire l’appel
tour-take-how = Choisissez la classe et le jour, puis prenez ou choisissez des photos : deux ou plus pour une grande classe. Sans photos, pointez à la main.
tour-close = Vérifier, puis clôturer la séance
tour-close-how = Confirmez ou corrigez ce dont le système n’est pas sûr. À la clôture, les élèves que personne n’a vus deviennent absents ; tout peut encore être corrigé ensuite.
tour-register = Télécharger le registre d’appel
tour-register-how = En fichier Excel, en CSV, pour Moodle ou sur papier.
tour-invite = Inviter des enseignants
tour-invite-how = Chacun reçoit un lien pour choisir un mot de passe, et voit ses propres classes.
tour-demo = Une classe pour essayer
tour-demo-lead = Trois élèves et une photo de classe, composés d’images fournies par des paquets logiciels publics. Elles ne sont téléchargées que si vous le demandez.
tour-demo-make = Créer la classe de démonstration
tour-demo-there = La classe de démonstration est là. Ouvrez la séance du jour : nommez un visage inconnu, revenez en arrière avec « Annuler », encadrez un visage oublié, puis clôturez la séance et regardez le registre d’appel.
tour-demo-open = Ouvrir la classe de démonstration
tour-how-title = Bon à savoir
tour-how-photos = La lumière des fenêtres derrière l’appareil, des visages du dernier rang au moins aussi hauts qu’un ongle à l’écran, et plusieurs photos d’endroits différents : c’est ce qui aide le plus.
tour-how-review = Le système propose, vous décidez. Ce que vous dites l’emporte toujours, et sera retenu pour les prochaines photos.
tour-how-hand = Tout fonctionne sans photos et sans visages.
tour-how-keys = Sur la page d’une séance, la touche ? affiche toutes les touches.
tour-how-privacy = Les photos sont conservées jusqu’à la clôture de la séance, un jour au plus ; ensuite, il ne reste que les visages, chiffrés.
error-no_demo = Les images de la démonstration ne peuvent pas être téléchargées : ce serveur n’a peut-être pas accès à un registre de paquets.
error-no_app = Ce serveur n’a pas l’application pour téléphones. La personne qui le gère peut la créer avec cargo xtask app.
error-request_reused = Cela a déjà été envoyé avec un autre contenu : rechargez la page.

# What people did
nav-activity = Activité
activity-from = Du
activity-to = Au
activity-show = Afficher
activity-filter = Chercher un nom, une classe, un mot
activity-lead = Qui a décidé quoi lors des séances de ces jours. Ce que le système a proposé se trouve sur la page de chaque séance.
activity-none = Personne n’a rien décidé lors des séances de ces jours.
activity-more = Voici les { $count } plus récentes : choisissez moins de jours pour voir les autres.
activity-when = Quand
activity-who = Qui
activity-session = Séance
activity-what = Quoi
deed-withdrew = { $name } : pointage manuel retiré
deed-is = A dit qu’un visage est celui de { $name }
deed-is-not = A dit qu’un visage n’est pas celui de { $name }
deed-nobody = A dit qu’un visage n’est celui de personne de la classe
deed-open = A retiré ce qui avait été dit d’un visage
deed-closed = A clos la séance
deed-reopened = A rouvert la séance : { $reason }

# The timetable at a session, statuses of the school's own, leave
by-leave = noté par { $name },
source-leave = { $name }, qui a noté une absence autorisée
leave-word = Absence autorisée
said-marked = { $name } : noté.
mark-more = { $name } : un autre statut
mark-more-short = Autres…
mark-set = Noter
meeting-group = Groupe { $name }
session-others = Aussi ce jour-là :
session-unlabelled = sans nom
meeting-state-planned = Prévue
meeting-state-not_taken = Appel non fait
meeting-state-open = Ouverte
meeting-state-closed = Clôturée
meeting-state-cancelled = Annulée
counts-attended = Présents
counts-excused = Excusés
counts-absent = Absents
counts-not_counted = Non compté
home-missed = Appels non faits
home-missed-lead = Séances des { $count } derniers jours qui ont commencé et dont personne n’a fait l’appel.
home-day = Aujourd’hui, dans l’ordre
begin-foreseen = L’emploi du temps prévoit aujourd’hui :
begin-other = Ou un autre jour ou cours :
week-title = La semaine
week-choose = Quelle semaine
week-before = Semaine précédente
week-after = Semaine suivante
week-holiday = Congé : { $name }
week-nothing = Rien
groups-title = Groupes
groups-lead = Des parties de la classe qui se réunissent à part. L’emploi du temps peut en nommer une ; ses séances ne concernent que ses élèves.
group-name = Nom du groupe
group-make = Créer un groupe
group-made = Le groupe est créé. Choisissez son nom pour dire qui en fait partie.
group-members = Qui en fait partie
group-change-lead = Si la classe s’est déjà réunie, les nouveaux en font partie dès aujourd’hui, et ceux qui partent jusqu’à hier.
group-remove = Supprimer le groupe
group-remove-lead = Ses séances restent, avec ce qui y est noté. Les entrées de l’emploi du temps qui le nomment doivent partir d’abord.
group-removed = Le groupe est supprimé.

# The school year
nav-year = Année scolaire
year-class = Classe
year-all-classes = Toutes les classes
timetable-title = Emploi du temps
timetable-lead = Quand chaque classe se réunit. Les séances de la première page en viennent ; celles sans appel sont signalées.
timetable-none = L’emploi du temps n’a encore rien pour cette classe.
entry-add = Ajouter à l’emploi du temps
entry-add-to = Ajouter à l’emploi du temps de { $name }
entry-change = Modifier
entry-change-one = Modifier { $name }
entry-remove = Retirer de l’emploi du temps
entry-remove-lead = Les séances où l’appel a été fait restent. Ses annulations sont oubliées.
entry-removed = Ce n’est plus dans l’emploi du temps.
entry-weekdays = Ces jours-là
entry-starts = Commence
entry-ends = Finit
entry-group = Qui se réunit
entry-whole-class = Toute la classe
entry-every = À quelle fréquence
entry-every-week = Chaque semaine
entry-every-n = Toutes les { $count } semaines
entry-term = Prendre les jours d’une période
entry-grace = En retard à partir de tant de minutes après le début
entry-grace-hint = Laissé vide, aucune photo ne met personne en retard.
entry-late-from = en retard dès { $count } minutes
calendar-title = Périodes et congés
calendar-lead = Pendant les congés, aucune classe ne se réunit. Les registres se voient aussi par période.
calendar-terms = Périodes
calendar-holidays = Congés
calendar-add-terms = Ajouter une période
calendar-add-holidays = Ajouter un congé
calendar-name = Nom
calendar-none = Aucun pour l’instant.
row-remove = Retirer { $name }
row-up = Monter { $name }
row-down = Descendre { $name }
meeting-cancel = L’annuler
meeting-cancel-lead = Personne n’est alors attendu, et elle n’est pas signalée sans appel. On peut revenir en arrière.
meeting-reason = Pourquoi ? (peut rester vide)
meeting-cancelled = La séance est annulée.
meeting-hold = Elle a bien lieu
meeting-held = La séance a lieu.
period-month-or-term = Un mois ou une période
period-months = Mois

# Leave
nav-leave = Absences autorisées
leave-lead = Raisons acceptées de ne pas être là. Ces jours-là valent « excusé », sauf si une photo ou une personne dit que l’élève était là.
leave-ahead = Maintenant et à venir
leave-past = Passées
leave-none = Il n’y en a pas.
leave-enter = Noter une absence autorisée
leave-entered = L’absence autorisée est notée.
leave-first-day = Premier jour
leave-last-day = Dernier jour
leave-one-day = Sans dernier jour, c’est un seul jour.
leave-letter = Genre
leave-note = Note
leave-note-hint = N’écrivez que le nécessaire. C’est chiffré ; seul qui peut voir l’élève le lit.
leave-file = Un fichier : PDF, JPEG, PNG ou WebP, 10 Mo au plus
leave-file-add = Ajouter le fichier
leave-file-added = Le fichier est ajouté.
leave-change = Ajouter un fichier ou retirer
leave-withdraw = Retirer cette absence autorisée
leave-withdraw-lead = Elle ne compte plus et ses fichiers sont supprimés. On ne peut pas revenir en arrière : notez-la de nouveau s’il le faut.
leave-withdrawn = Retirée
leave-withdrawn-said = L’absence autorisée de { $name } est retirée.
stays-title = Sur la liste de la classe
stays-lead = De quand à quand. Les séances d’autres jours ne concernent pas cet élève, sauf si quelqu’un l’y a noté.
stays-first-day = Premier jour ; vide : depuis toujours
stays-last-day = Dernier jour ; vide : toujours là
stays-ever = depuis toujours
stays-still = toujours là
stays-add = Ajouter une période

# Statuses
nav-statuses = Statuts
statuses-lead = Ce que l’école écrit dans ses registres. Ce qui est noté garde ses lettres si vous choisissez un autre jeu.
statuses-used = Utilisé
statuses-own = Le vôtre
statuses-use = Les utiliser
statuses-chosen = Utilisé maintenant : { $name }
statuses-copy = Modifier une copie
statuses-copy-of = Copie de { $name }
statuses-change = Modifier { $name }
statuses-count = Ses lettres : { $count }
statuses-edit-lead = L’ordre est celui des menus. La première d’un statut est celle que mettent les photos et la clôture. Présent et absent doivent y être.
statuses-set-name = Nom du jeu
statuses-letter = Lettre
statuses-name = Nom
statuses-core = Signifie
statuses-counts = Compte comme
statuses-points = Points
statuses-colour = Couleur
statuses-add = Ajouter un statut

# Events, second confirmers, substitutes, launches from a learning platform
event = Événement
event-make = Créer un événement
event-lead = Une réunion ou une sortie : elle a sa propre liste, faite de classes et d’élèves isolés, et a lieu une fois. Les photos les reconnaissent aux visages enregistrés.
event-name = Nom
event-name-hint = Réunion de parents
event-list-open = Liste ouverte : personne n’est obligé de venir
event-list-open-hint = Une fois close, sa liste est celle des présents, et personne n’est absent. Sans cela, qui n’est pas vu est absent.
event-classes = De quelles classes on peut venir
event-students = D’autres qui peuvent venir
event-go = Vers sa liste
event-open-list = Un événement à liste ouverte : personne n’est obligé de venir, et personne n’est absent.
event-past = Événements passés : { $count }
closing-open-list = La liste est ouverte : qui n’a pas été vu n’était pas obligé de venir, et n’est pas absent.
standing-awaits = À confirmer
standing-locked = Verrouillée
confirm-done = Confirmée
confirm-by = par { $name },
confirm-lead = Une autre personne que celle qui a clôturé cette séance doit la relire.
confirm-closed-by = { $name } a clôturé cette séance ; une autre personne doit la relire.
confirm-own = Vous avez clôturé cette séance vous-même : une autre personne doit la relire.
confirm-do = Confirmer qu’elle est juste
confirm-said = La séance est confirmée.
substitute-title = Remplacements
substitute-lead = Classes de quelqu’un d’autre : dès maintenant et jusqu’à la fin du dernier jour ; ensuite cela prend fin tout seul.
substitute-none = Aucun pour le moment.
substitute-now = Remplace : { $name }
substitute-from = du
substitute-first-day = Premier jour ; vide : tout de suite
substitute-until = jusqu’au
substitute-over = Terminé
substitute-class = Classe
substitute-add = Ajouter le remplacement
substitute-added = La classe est à cette personne jusqu’au dernier jour.
substitute-removed = { $name } n’est plus sa classe.
statuses-remove = Retirer ce jeu
statuses-remove-lead = Ce qui est noté garde ses lettres ; une lettre que le jeu utilisé n’a pas s’affiche comme la première de son genre.
statuses-remove-used = Vos registres sont tenus avec ce jeu : utilisez-en d’abord un autre.
statuses-removed = { $name } est retiré.
launch-framed = Muster n’affiche pas de classe dans la page d’un autre site.
launch-no-sign-in = Cette plateforme ne vous connecte pas à Muster : connectez-vous avec votre propre identifiant.
launch-no-course = La plateforme ne dit pas de quel cours vous venez : ouvrez Muster depuis un cours.
launch-unlinked = Ce cours n’est encore aucune classe de Muster. Un administrateur dit laquelle dans Administration, Connexions : plateforme { $platform }, déploiement { $deployment }, cours { $course }.
launch-open = Ouvrir Muster dans une nouvelle fenêtre
error-launch = Muster n’a pas pu être ouvert depuis la plateforme d’apprentissage.
error-not_begun = Cela n’a pas été commencé dans ce navigateur, ou il y a plus de dix minutes : recommencez.
error-platform = La plateforme d’apprentissage n’a pas fait ce qui était demandé.

# Consent and privacy
nav-consent = Consentement
nav-privacy = Vie privée
consent-lead = Un visage n’est utilisé que si quelqu’un a dit oui et personne non. Tous les autres sont notés par leur nom, sur les mêmes listes.
consent-counts = { $allowed } visages sur { $all } peuvent être utilisés aujourd’hui.
consent-enter = Noter ce que quelqu’un a dit
consent-state = Consentement
consent-ledger = Ce qui a été dit
consent-more = Plus
consent-nothing = rien encore
consent-none = pas demandé
consent-granted = Oui
consent-objected = Non : opposition
consent-withdrawn = Plus : retiré
consent-refused-by-child = Non, dit l’enfant
consent-until = jusqu’au
consent-entries = { $count ->
    [one] { $count } entrée
   *[other] { $count } entrées
}
consent-read = avait lu { $version }, { $language }
consent-rights = Export, effacement
consent-export = Tout ce qui est conservé sur cette personne (ZIP)
consent-erase = Effacer définitivement
consent-erase-sure = Retirer { $name } des listes, des registres et de tout le reste. C’est irréversible.
consent-erased = Effacé. Le reçu a été enregistré dans un fichier.
consent-said = Ce qui a été dit
consent-person = Qui l’a dit
consent-relation = Lien avec l’élève
relation-parent = un parent
relation-guardian = un tuteur
relation-student = l’élève
consent-text = Texte lu
consent-language = Langue
consent-last-day = Dernier jour d’un oui (facultatif)
consent-evidence = Où le voir, par exemple : formulaires, classeur 7b
consent-file-remove = Retirer le fichier
consent-file-sure = Il n’a pas sa place ici. Personne ne pourra le récupérer.
consent-file-removed = Le fichier est retiré.
consent-no-hint = Un non efface aussitôt tout ce qui est conservé du visage. Les présences restent.
privacy-faces = Où les visages sont utilisés
privacy-faces-lead = Sans visages, tout le reste est pareil : listes, registres, rapports.
privacy-never = La loi choisie interdit les visages à l’école.
privacy-school = Toute l’école
privacy-on = utilisés
privacy-off = pas utilisés
privacy-switch-on = Utiliser les visages
privacy-switch-off = Ne pas utiliser de visages
privacy-off-sure = Tout ce qui est conservé de ces visages est effacé aussitôt.
privacy-law = Loi
privacy-law-lead = choisie avec --jurisdiction ; pas un avis juridique
privacy-kept = Combien de temps
privacy-pictures = Photos de classe
privacy-crops = Visages découpés
privacy-templates = Visages enrôlés et gabarits, après le départ
privacy-hours = { $count } heures au plus
privacy-days = { $count } jours
privacy-records = Listes d’appel, excuses et journal
privacy-years = { $count ->
    [one] 1 an
   *[other] { $count } ans
}
privacy-until-erased = jusqu’à ce que quelqu’un efface l’élève
privacy-papers = Documents
privacy-notice = Avis que les enfants peuvent lire
privacy-assessment = Modèle d’analyse d’impact
privacy-log = Qui a fait quoi
privacy-holds = Le journal est intact
privacy-log-counts = { $entries } entrées, qui garantissent { $marks } présences
privacy-log-forgotten = { $count } entrées plus anciennes ont disparu : leur durée était écoulée
privacy-broken = Le journal n’est plus intact : quelqu’un l’a modifié à l’insu de Muster.
privacy-head = Sa fin ; à noter ailleurs :
privacy-filter = Chercher dans le journal
privacy-kind = Type
privacy-outcome = Réponse
audit-access = visages consultés
audit-mark = présences
audit-export = export
audit-biometrics = visages et consentement
audit-administration = administration
audit-removal = effacement
error-face_not_allowed = Il n’y a pas de consentement pour ce visage.

# Checking in by oneself

check-in-open = Auto-appel
check-in-title = S’enregistrer
check-in-back = Retour à la séance
check-in-code = Code à scanner
check-in-changes = Il change toutes les 15 secondes : une photo transmise ne vaut bientôt plus rien.
check-in-here = Qui s’est enregistré
check-in-lead = Les élèves scannent le code avec leur téléphone et saisissent leur numéro. Vous pointez vous-même ceux qui n’en ont pas.
check-in-look-over = Un code dit qui l’a vu, non qui est dans la salle : relisez la liste avant de clore.
check-in-number = Ton numéro d’élève
check-in-go = Je suis là
check-in-done = Tu es enregistré :
check-in-told = Ton professeur voit que tu t’es enregistré toi-même, et décide.
check-in-over = Ce code est dépassé. Scanne celui qui est affiché maintenant.
check-in-count = { $count ->
    [0] Personne ne s’est encore enregistré
    [one] { $count } élève s’est enregistré
   *[other] { $count } élèves se sont enregistrés
}
error-code_is_over = Ce code est dépassé. Scanne celui qui est affiché maintenant.
error-device_used = Ce téléphone a déjà enregistré quelqu’un d’autre. Demande à ton professeur.
error-session_closed = La séance est close. Demande à ton professeur.
error-decided_already = Ton professeur a déjà saisi ce qui vaut pour toi. Demande-lui.
