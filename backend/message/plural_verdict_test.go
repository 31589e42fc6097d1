package message_test

import (
	"maps"

	"tenantry/backend/message"
)

// What a verdict says of 0, 1 and 2.
var verdictPlurals = map[string]map[message.Language][3]string{
	"cli_verdict_renewed": {
		"en": {"0 hosts of the cloud 5 are tried from now on", "1 host of the cloud 5 is tried from now on", "2 hosts of the cloud 5 are tried from now on"},
		"fr": {"0 hôte du cloud 5 est désormais essayé", "1 hôte du cloud 5 est désormais essayé", "2 hôtes du cloud 5 sont désormais essayés"},
	},
	"verdict_customer_errs": {
		"en": {"It is only 5: Microsoft answers with errors there, while 0 other customers are read",
			"It is only 5: Microsoft answers with errors there, while 1 other customer is read",
			"It is only 5: Microsoft answers with errors there, while 2 other customers are read"},
		"fr": {"C’est seulement 5\u00a0: Microsoft y répond par des erreurs, alors que 0 autre client est lu",
			"C’est seulement 5\u00a0: Microsoft y répond par des erreurs, alors que 1 autre client est lu",
			"C’est seulement 5\u00a0: Microsoft y répond par des erreurs, alors que 2 autres clients sont lus"},
	},
	"verdict_customer_refuses": {
		"en": {"It is only 5, which refuses to be read while 0 other customers are read",
			"It is only 5, which refuses to be read while 1 other customer is read",
			"It is only 5, which refuses to be read while 2 other customers are read"},
		"fr": {"C’est seulement 5, qui refuse d’être lu alors que 0 autre client l’est",
			"C’est seulement 5, qui refuse d’être lu alors que 1 autre client l’est",
			"C’est seulement 5, qui refuse d’être lu alors que 2 autres clients le sont"},
	},
	"verdict_healthy": {
		"en": {"Nothing is wrong: what was tried answers, and no trouble is known at 0 customers",
			"Nothing is wrong: what was tried answers, and no trouble is known at 1 customer",
			"Nothing is wrong: what was tried answers, and no trouble is known at 2 customers"},
		"fr": {"Tout va bien\u00a0: ce qui a été essayé répond, et aucun problème n’est connu chez 0 client",
			"Tout va bien\u00a0: ce qui a été essayé répond, et aucun problème n’est connu chez 1 client",
			"Tout va bien\u00a0: ce qui a été essayé répond, et aucun problème n’est connu chez 2 clients"},
	},
	"verdict_here_nothing": {
		"en": {"0 hosts were tried, and none answers",
			"1 host was tried, and it does not answer",
			"2 hosts were tried, and none answers"},
		"fr": {"0 hôte a été essayé, et il ne répond pas",
			"1 hôte a été essayé, et il ne répond pas",
			"2 hôtes ont été essayés, et aucun ne répond"},
	},
	"verdict_microsoft_more": {
		"en": {"It is Microsoft, which acknowledges 5 (5): 5; and 0 more incidents",
			"It is Microsoft, which acknowledges 5 (5): 5; and 1 more incident",
			"It is Microsoft, which acknowledges 5 (5): 5; and 2 more incidents"},
		"fr": {"C’est Microsoft, qui reconnaît 5 (5)\u00a0: 5\u00a0; et 0 autre incident",
			"C’est Microsoft, qui reconnaît 5 (5)\u00a0: 5\u00a0; et 1 autre incident",
			"C’est Microsoft, qui reconnaît 5 (5)\u00a0: 5\u00a0; et 2 autres incidents"},
	},
	"verdict_probably": {
		"en": {"Probably it is Microsoft, though no incident says so: 5 fails from here and at 0 customers",
			"Probably it is Microsoft, though no incident says so: 5 fails from here and at 1 customer",
			"Probably it is Microsoft, though no incident says so: 5 fails from here and at 2 customers"},
		"fr": {"C’est probablement Microsoft, bien qu’aucun incident ne le dise\u00a0: 5 est en échec d’ici et chez 0 client",
			"C’est probablement Microsoft, bien qu’aucun incident ne le dise\u00a0: 5 est en échec d’ici et chez 1 client",
			"C’est probablement Microsoft, bien qu’aucun incident ne le dise\u00a0: 5 est en échec d’ici et chez 2 clients"},
	},
	"verdict_saw_errors": {
		"en": {"Microsoft answered with errors at 0 customers; 5 were read",
			"Microsoft answered with errors at 1 customer; 5 were read",
			"Microsoft answered with errors at 2 customers; 5 were read"},
		"fr": {"Microsoft a répondu par des erreurs chez 0 client\u00a0; 5 ont été lus",
			"Microsoft a répondu par des erreurs chez 1 client\u00a0; 5 ont été lus",
			"Microsoft a répondu par des erreurs chez 2 clients\u00a0; 5 ont été lus"},
	},
	"verdict_saw_incident": {
		"en": {"5: 5; 0 customers",
			"5: 5; 1 customer",
			"5: 5; 2 customers"},
		"fr": {"5\u00a0: 5\u00a0; 0 client",
			"5\u00a0: 5\u00a0; 1 client",
			"5\u00a0: 5\u00a0; 2 clients"},
	},
	"verdict_saw_read": {
		"en": {"0 customers were read lately",
			"1 customer was read lately",
			"2 customers were read lately"},
		"fr": {"0 client a été lu récemment",
			"1 client a été lu récemment",
			"2 clients ont été lus récemment"},
	},
	"verdict_unclear_errors": {
		"en": {"It is unclear: Microsoft answered with errors at 0 customers",
			"It is unclear: Microsoft answered with errors at 1 customer",
			"It is unclear: Microsoft answered with errors at 2 customers"},
		"fr": {"On ne sait pas\u00a0: Microsoft a répondu par des erreurs chez 0 client",
			"On ne sait pas\u00a0: Microsoft a répondu par des erreurs chez 1 client",
			"On ne sait pas\u00a0: Microsoft a répondu par des erreurs chez 2 clients"},
	},
	"verdict_unclear_old": {
		"en": {"It is unclear: what was tried answers, but the health of 0 customers of 5 is old or unknown",
			"It is unclear: what was tried answers, but the health of 1 customer of 5 is old or unknown",
			"It is unclear: what was tried answers, but the health of 2 customers of 5 is old or unknown"},
		"fr": {"On ne sait pas\u00a0: ce qui a été essayé répond, mais l’état de 0 client sur 5 est ancien ou inconnu",
			"On ne sait pas\u00a0: ce qui a été essayé répond, mais l’état de 1 client sur 5 est ancien ou inconnu",
			"On ne sait pas\u00a0: ce qui a été essayé répond, mais l’état de 2 clients sur 5 est ancien ou inconnu"},
	},
	"verdict_unclear_refusing": {
		"en": {"It is unclear: 0 customers refuse to be read",
			"It is unclear: 1 customer refuses to be read",
			"It is unclear: 2 customers refuse to be read"},
		"fr": {"On ne sait pas\u00a0: 0 client refuse d’être lu",
			"On ne sait pas\u00a0: 1 client refuse d’être lu",
			"On ne sait pas\u00a0: 2 clients refusent d’être lus"},
	},
	"verdict_unclear_there_only": {
		"en": {"It is unclear: 5 answers with errors at 0 customers, but what was tried from here answers",
			"It is unclear: 5 answers with errors at 1 customer, but what was tried from here answers",
			"It is unclear: 5 answers with errors at 2 customers, but what was tried from here answers"},
		"fr": {"On ne sait pas\u00a0: 5 répond par des erreurs chez 0 client, mais ce qui a été essayé d’ici répond",
			"On ne sait pas\u00a0: 5 répond par des erreurs chez 1 client, mais ce qui a été essayé d’ici répond",
			"On ne sait pas\u00a0: 5 répond par des erreurs chez 2 clients, mais ce qui a été essayé d’ici répond"},
	},
}

func init() { maps.Copy(plurals, verdictPlurals) }
