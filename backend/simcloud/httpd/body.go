package httpd

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"strings"
)

const maxBody = 1 << 20

// ReadBody reads a request's body, also a compressed one: the Graph SDK sends batches in gzip. A status
// other than 0 refuses it; err is the network's.
func ReadBody(r *http.Request) (body []byte, status int, err error) {
	if r.Body == nil {
		return nil, 0, nil
	}
	body, err = io.ReadAll(io.LimitReader(r.Body, maxBody+1))
	if err != nil {
		return nil, 0, err
	}
	if strings.EqualFold(r.Header.Get("Content-Encoding"), "gzip") {
		z, err := gzip.NewReader(bytes.NewReader(body))
		if err != nil {
			return nil, http.StatusBadRequest, nil
		}
		if body, err = io.ReadAll(io.LimitReader(z, maxBody+1)); err != nil {
			return nil, http.StatusBadRequest, nil
		}
	}
	if len(body) > maxBody {
		return nil, http.StatusRequestEntityTooLarge, nil
	}
	return body, 0, nil
}
