package search

func (s *searcher) heardPass() {}
