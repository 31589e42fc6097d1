package partner

import "time"

// Telling is that a customer's message about an incident left the program, by what whoever took it out did with it. It
// says nothing of what became of the message then: the program sends none.
type Telling struct {
	At       time.Time    `cbor:"1,keyasint"`
	TenantID TenantID     `cbor:"2,keyasint"`
	Incident string       `cbor:"3,keyasint"`
	Template string       `cbor:"4,keyasint"`
	WordAt   time.Time    `cbor:"5,keyasint"` // when Microsoft wrote what it quotes; zero: it quotes nothing that has a time
	Means    TellingMeans `cbor:"6,keyasint"`
	// Back takes the last telling of this customer and incident back, which nothing took back yet.
	Back bool `cbor:"7,keyasint,omitempty"`
}

// TellingMeans is how a message left the program.
type TellingMeans string

// The means.
const (
	ToldByFiles  TellingMeans = "files"  // written to a file that a mail program opens
	ToldByCSV    TellingMeans = "csv"    // written to a table that a mail tool reads
	ToldByCopy   TellingMeans = "copied" // taken to the clipboard
	ToldByOpened TellingMeans = "opened" // opened in a mail program
	ToldByHand   TellingMeans = "byHand" // the user says so
)

// AllTellingMeans lists the means.
func AllTellingMeans() []TellingMeans {
	return []TellingMeans{ToldByFiles, ToldByCSV, ToldByCopy, ToldByOpened, ToldByHand}
}
