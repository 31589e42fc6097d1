package health

import "time"

func init() { time.Local = time.UTC } // times are shown where the user is
