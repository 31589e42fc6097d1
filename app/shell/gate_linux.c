//go:build linux && (desktop || dev)

#include <webkit2/webkit2.h>

#include "_cgo_export.h"

// A message is judged before Wails hears it: its handler sleeps while one that is not for it goes by. A hook is the only
// thing that runs before a handler that was there first.
static gboolean judge(GSignalInvocationHint *hint, guint count, const GValue *values, gpointer handler) {
    static gboolean asleep = FALSE;
    gpointer manager = g_value_get_object(&values[0]);
    JSCValue *value = webkit_javascript_result_get_js_value(g_value_get_boxed(&values[1]));
    gboolean deaf = TRUE;
    if (jsc_value_is_string(value)) {
        char *message = jsc_value_to_string(value);
        deaf = !pageHeard(message);
        g_free(message);
    }
    if (deaf != asleep) {
        if (deaf) {
            g_signal_handler_block(manager, GPOINTER_TO_SIZE(handler));
        } else {
            g_signal_handler_unblock(manager, GPOINTER_TO_SIZE(handler));
        }
        asleep = deaf;
    }
    return TRUE; // and stays
}

static gboolean decide(WebKitWebView *view, WebKitPolicyDecision *decision, WebKitPolicyDecisionType type, gpointer start) {
    if (type == WEBKIT_POLICY_DECISION_TYPE_RESPONSE) {
        return FALSE;
    }
    WebKitNavigationAction *action =
        webkit_navigation_policy_decision_get_navigation_action(WEBKIT_NAVIGATION_POLICY_DECISION(decision));
    const char *address = webkit_uri_request_get_uri(webkit_navigation_action_get_request(action));
    if (type == WEBKIT_POLICY_DECISION_TYPE_NAVIGATION_ACTION && pageMayGo(start, (char *)address)) {
        return FALSE;
    }
    webkit_policy_decision_ignore(decision);
    return TRUE;
}

static gboolean deny(WebKitWebView *view, WebKitPermissionRequest *request, gpointer data) {
    webkit_permission_request_deny(request);
    return TRUE;
}

// A web view of the program's own window, wherever it stands in it.
static void find(GtkWidget *widget, gpointer found) {
    if (WEBKIT_IS_WEB_VIEW(widget)) {
        *(GtkWidget **)found = widget;
    } else if (GTK_IS_CONTAINER(widget)) {
        gtk_container_forall(GTK_CONTAINER(widget), find, found);
    }
}

static gboolean shutNow(gpointer data) {
    GtkWidget *found = NULL;
    GList *windows = gtk_window_list_toplevels();
    for (GList *w = windows; w != NULL; w = w->next) {
        find(GTK_WIDGET(w->data), &found);
    }
    g_list_free(windows);
    if (found == NULL) {
        gateMissing("no web view");
        return G_SOURCE_REMOVE;
    }
    WebKitWebView *view = WEBKIT_WEB_VIEW(found);

    WebKitUserContentManager *manager = webkit_web_view_get_user_content_manager(view);
    guint signal = g_signal_lookup("script-message-received", WEBKIT_TYPE_USER_CONTENT_MANAGER);
    GQuark external = g_quark_from_static_string("external");
    gulong handler = g_signal_handler_find(manager, G_SIGNAL_MATCH_ID | G_SIGNAL_MATCH_DETAIL, signal, external, NULL, NULL, NULL);
    if (handler == 0) {
        gateMissing("nobody listens to the page");
        return G_SOURCE_REMOVE;
    }
    g_signal_add_emission_hook(signal, external, judge, GSIZE_TO_POINTER(handler), NULL);

    g_signal_connect_data(view, "decide-policy", G_CALLBACK(decide), g_strdup(webkit_web_view_get_uri(view)),
                          (GClosureNotify)g_free, 0);
    g_signal_connect(view, "permission-request", G_CALLBACK(deny), NULL);

    // Nothing of the page stays on the disk.
    webkit_web_context_set_cache_model(webkit_web_view_get_context(view), WEBKIT_CACHE_MODEL_DOCUMENT_VIEWER);
    WebKitSettings *settings = webkit_web_view_get_settings(view);
    webkit_settings_set_enable_html5_local_storage(settings, FALSE);
    webkit_settings_set_enable_html5_database(settings, FALSE);
    return G_SOURCE_REMOVE;
}

void shutDoors(void) { g_idle_add_full(G_PRIORITY_HIGH, shutNow, NULL, NULL); }
