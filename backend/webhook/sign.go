package webhook

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"net/http"
	"strconv"
	"strings"
	"time"

	"tenantry/backend/fault"
)

// sign puts the three headers of the convention "Standard Webhooks" into h: the id of the message, which is the same at
// every try, the time of this one, and HMAC-SHA256 over "id.time.body" with the bytes of the key.
func sign(h http.Header, key, id string, at time.Time, body []byte) error {
	text, ours := strings.CutPrefix(key, keyPrefix)
	raw, err := base64.StdEncoding.DecodeString(text)
	if !ours || err != nil || len(raw) == 0 {
		return fault.New(fault.Corrupt, "webhook_key_unreadable").With(fault.CheckWebhook)
	}
	stamp := strconv.FormatInt(at.Unix(), 10)
	mac := hmac.New(sha256.New, raw)
	_, _ = mac.Write([]byte(id + "." + stamp + ".")) // never fails
	_, _ = mac.Write(body)
	h.Set("Webhook-Id", id)
	h.Set("Webhook-Timestamp", stamp)
	h.Set("Webhook-Signature", "v1,"+base64.StdEncoding.EncodeToString(mac.Sum(nil)))
	return nil
}
