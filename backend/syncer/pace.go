package syncer

// The number of customers that are read at a time.
const (
	fewest = 1
	begin  = 4
	most   = 16
)

// pace decides how many customers are read at a time: one more after each round of good answers,
// half as many when throttled. It belongs to one goroutine.
type pace struct {
	limit int
	good  int
	era   int // answers to what was asked before the last shrinking don't shrink again
}

func (p *pace) after(throttled bool, era int) {
	if throttled {
		if era == p.era {
			p.limit = max(fewest, p.limit/2)
			p.era++
		}
		p.good = 0
		return
	}
	if p.good++; p.good >= p.limit {
		p.good, p.limit = 0, min(most, p.limit+1)
	}
}
