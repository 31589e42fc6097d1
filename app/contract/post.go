package contract

import (
	"tenantry/backend/markup"
	"tenantry/backend/partner"
)

// posts are what is kept, judged anew: an older version, or a looser one, may have kept what today's would not.
func posts(kept []partner.Post) []partner.Post {
	return Each(kept, func(p partner.Post) partner.Post {
		p.HTML = markup.Clean(p.HTML)
		return p
	})
}
