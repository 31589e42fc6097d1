//go:build (desktop || dev || bindings) && !linux

package shell

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"sync"

	"github.com/wailsapp/wails/v2/pkg/runtime"
)

// notifier shows notifications of the system, as Wails does.
type notifier struct {
	mu     sync.Mutex
	begun  bool
	count  int
	follow func(string) error
	window func() (context.Context, bool)
}

// pressed is how Wails calls it that the notification itself was pressed.
const pressed = "DEFAULT_ACTION"

// Notify shows a notification that is followed as link is when a person presses it.
func (n *notifier) Notify(_ context.Context, title, text, link string) error {
	n.mu.Lock()
	defer n.mu.Unlock()
	if n.window == nil {
		return errors.New("there is no window yet")
	}
	ctx, ok := n.window()
	if !ok {
		return errors.New("there is no window")
	}
	if err := n.begin(ctx); err != nil {
		return fmt.Errorf("begin to notify: %w", err)
	}
	n.count++
	return runtime.SendNotification(ctx, runtime.NotificationOptions{ID: "alerts-" + strconv.Itoa(n.count), Title: plain(title), Body: plain(text),
		Data: map[string]any{"link": link}})
}

// begin asks the system, once, whether the program may notify. The caller holds mu.
func (n *notifier) begin(ctx context.Context) error {
	if n.begun {
		return nil
	}
	if err := runtime.InitializeNotifications(ctx); err != nil {
		return err
	}
	runtime.OnNotificationResponse(ctx, func(r runtime.NotificationResult) {
		if link, ok := r.Response.UserInfo["link"].(string); ok && r.Error == nil && r.Response.ActionIdentifier == pressed {
			_ = n.follow(link)
		}
	})
	may, err := runtime.RequestNotificationAuthorization(ctx)
	if err != nil {
		return err
	}
	if !may {
		return errors.New("the system does not let this program notify")
	}
	n.begun = true
	return nil
}

// follows says what follows the links of notifications.
func (n *notifier) follows(window func() (context.Context, bool), link func(string) error) {
	n.mu.Lock()
	defer n.mu.Unlock()
	n.window, n.follow = window, link
}

// silences does nothing: there is nothing that listens.
func (n *notifier) silences() {}
