package bodies

import "net/http"

func inATest(c *http.Client, r *http.Request) {
	_, _ = c.Do(r)
	answer, err := c.Do(r) // want `the body of answer is not closed`
	println(answer.StatusCode, err)
}
