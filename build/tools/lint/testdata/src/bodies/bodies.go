package bodies

import (
	"io"
	"net/http"
)

func unread(c *http.Client, r *http.Request) int {
	answer, err := c.Do(r) // want `the body of answer is not closed`
	if err != nil {
		return 0
	}
	_, _ = io.ReadAll(answer.Body)
	return answer.StatusCode
}

func dropped(c *http.Client, r *http.Request) error {
	_, err := c.Do(r) // want `the answer is dropped`
	return err
}

func unseen(c *http.Client, r *http.Request) {
	c.Do(r) // want `nobody has the answer`
}

func closed(c *http.Client, r *http.Request) {
	if answer, err := c.Do(r); err == nil {
		defer func() { _ = answer.Body.Close() }()
	}
}

func handedOn(c *http.Client, r *http.Request) (*http.Response, error) {
	answer, err := c.Do(r)
	return answer, err
}

func givenAway(c *http.Client, r *http.Request, end func(io.ReadCloser)) {
	if answer, err := c.Do(r); err == nil {
		end(answer.Body)
	}
}
