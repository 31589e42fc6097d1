package letter

import "tenantry/backend/partner"

// french are the built-in templates in French, in the order of english. They are written for French
// readers, so they do not follow the English ones word by word. Spaces before a colon do not break.
var french = []Template{
	{ID: "builtin-incident-fr", Name: "Incident : suivi", Severity: partner.Critical, Product: "{service}",
		Title: "{incident} : {incidentTitle}",
		Description: `Notre client {customer} ({domain}) subit l'incident {incident}, « {incidentTitle} », signalé pour {service} depuis le {started} dans le tableau de bord d'intégrité des services.

Ce que les utilisateurs ne peuvent plus faire :
Constaté depuis (UTC) :
Conséquences pour l'activité :

Merci de confirmer que ce locataire est bien concerné, de rattacher la présente demande à l'incident et de nous indiquer le délai de résolution prévu ainsi qu'un éventuel contournement.`,
		StepsTried: `Lecture des publications de l'incident {incident} dans le tableau de bord d'intégrité des services.
Comparaison des symptômes avec l'impact annoncé.`},

	{ID: "builtin-mail-fr", Name: "Acheminement du courrier", Severity: partner.Moderate, Product: "Exchange Online",
		Title: "Messages non remis pour {domain}",
		Description: `Les messages de {customer} ({domain}) arrivent en retard ou ne sont pas remis.

Sens (entrant, sortant, interne) :
Depuis quand (UTC) :
Tous les messages ou certains seulement :

Exemples de moins de 48 heures :
1. Expéditeur, destinataire, heure (UTC), Message-ID :
2. Expéditeur, destinataire, heure (UTC), Message-ID :

Texte de l'avis de non-remise, le cas échéant :`,
		StepsTried: `Suivi des messages dans le centre d'administration Exchange. Résultat :
Contrôle des enregistrements MX, SPF, DKIM et DMARC de {domain}.
Contrôle de la quarantaine, des règles de flux et des connecteurs.`},

	{ID: "builtin-signin-fr", Name: "Connexion et authentification multifacteur", Severity: partner.Critical, Product: "Microsoft Entra ID",
		Title: "Connexion impossible chez {customer}",
		Description: `Des utilisateurs de {customer} ({domain}) ne parviennent plus à se connecter.

Depuis quand (UTC) :
Applications concernées :
Code d'erreur (AADSTS...) et message :
ID de corrélation et horodatage d'un échec :
Même résultat en navigation privée et sur un autre réseau :
Un administrateur peut-il encore se connecter :`,
		StepsTried: `Lecture des journaux de connexion. Résultat :
Contrôle des stratégies d'accès conditionnel applicables à ces utilisateurs.
Contrôle des méthodes d'authentification enregistrées pour un utilisateur concerné.`},

	{ID: "builtin-licence-fr", Name: "Licences et facturation", Severity: partner.Minimal, Product: "Microsoft 365",
		Title: "Question de licence ou de facturation pour {customer}",
		Description: `Nous avons une question au sujet d'un abonnement de {customer} ({domain}).

Abonnement et son identifiant :
Ce que nous constatons :
Ce que nous attendions :
Numéro de commande ou de facture, s'il s'agit de facturation :

Merci de nous en indiquer la cause et la correction à apporter, de votre côté ou du nôtre.`,
		StepsTried: `Comparaison de l'abonnement dans l'Espace partenaires et dans le centre d'administration du client.
Vérification de l'affectation des licences et de l'état de l'abonnement.`},

	{ID: "builtin-domain-fr", Name: "Vérification d'un domaine", Severity: partner.Moderate, Product: "Microsoft 365",
		Title: "Vérification de domaine impossible pour {customer}",
		Description: `{customer} ne parvient pas à ajouter un domaine à son locataire.

Domaine :
Message d'erreur exact :
Hébergeur DNS du domaine :
Enregistrement TXT publié actuellement :
Le domaine est-il annoncé comme utilisé par un autre locataire :

Si un autre locataire détient le domaine, merci de nous indiquer comment son propriétaire peut justifier de ses droits et en obtenir la libération.`,
		StepsTried: `Publication de l'enregistrement TXT et attente au-delà de sa durée de vie.
Contrôle de l'enregistrement auprès de résolveurs publics.
Recherche du domaine parmi les utilisateurs supprimés, les groupes et les boîtes partagées du locataire.`},

	{ID: "builtin-restore-fr", Name: "SharePoint et OneDrive : restauration", Severity: partner.Critical, Product: "SharePoint Online",
		Title: "Restauration de fichiers pour {customer}",
		Description: `{customer} ({domain}) doit récupérer des fichiers supprimés, écrasés ou chiffrés.

Adresse du site ou du OneDrive :
Dossiers ou bibliothèques :
Date et heure des faits (UTC) :
Circonstances :
Point de restauration souhaité (UTC) :

Le contenu supprimé n'étant conservé qu'un temps, merci de suspendre sa suppression définitive tant que cette demande est ouverte.`,
		StepsTried: `Recherche dans les deux niveaux de corbeille du site.
Essai de « Restaurer cette bibliothèque » ou « Restaurer votre OneDrive ». Résultat :
Recherche de stratégies de rétention et de sauvegardes.`},

	{ID: "builtin-calls-fr", Name: "Appels et réunions Teams", Severity: partner.Moderate, Product: "Microsoft Teams",
		Title: "Appels Teams défaillants chez {customer}",
		Description: `Des utilisateurs de {customer} ({domain}) rencontrent des difficultés lors d'appels ou de réunions Teams.

Symptôme (pas de son, mauvaise qualité, coupures, pas de ligne extérieure) :
Depuis quand (UTC) :
Sites et réseaux concernés :
Téléphonie (forfait d'appels, Operator Connect, routage direct, aucune) :
Deux ou trois exemples avec utilisateur, heure (UTC) et ID d'appel :`,
		StepsTried: `Lecture du détail des appels dans le centre d'administration Teams. Résultat :
Essais depuis un autre réseau et avec le client web.
Comparaison du pare-feu avec les adresses et ports publiés par Microsoft.`},

	{ID: "builtin-azure-fr", Name: "Azure : machine virtuelle ou quota", Severity: partner.Moderate, Product: "Azure",
		Title: "Ressource Azure défaillante chez {customer}",
		Description: `{customer} ({domain}) rencontre un problème avec une ressource Azure.

ID de la ressource :
Région :
Symptôme et message d'erreur exact :
Depuis quand (UTC) :
Dernier changement auparavant :
Pour un quota : lequel, limite actuelle, limite demandée et motif :
ID d'opération ou de corrélation :`,
		StepsTried: `Contrôle d'Azure Service Health et de Resource Health.
Lecture du journal d'activité de la ressource.
Redémarrage ou redéploiement de la machine virtuelle. Résultat :`},

	{ID: "builtin-general-fr", Name: "Demande générale", Severity: partner.Minimal,
		Title: "Assistance pour {customer} : ",
		Description: `Nous vous écrivons au nom de notre client {customer} ({domain}).

Ce qui se passe :
Ce qui devrait se passer :
Message d'erreur exact :
Depuis quand (UTC) :
Comment reproduire le problème :
Conséquences pour l'activité :`,
		StepsTried: `Contrôle de l'état des services du locataire le {today}.`},
}
