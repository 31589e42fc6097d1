package metered

// State is what the system says of the network.
type State string

const (
	Unknown State = ""     // the system says nothing
	Free    State = "free" // what goes over it costs nothing
	Metered State = "metered"
)

// States are those that a system can tell, and none.
func States() []State { return []State{Unknown, Free, Metered} }
