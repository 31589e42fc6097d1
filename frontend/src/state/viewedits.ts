import type { SavedView } from "../bridge/bridge";
import * as m from "../paraglide/messages";
import type { AppState } from "./app.svelte";
import type { Question } from "./looks";
import { questionOf } from "./saved.svelte";
import type { View } from "./views";

// What is done to saved views, each with the way to undo it. The first picture does without.

const all = (app: AppState): readonly SavedView[] => app.preferences.value.views;
const is = (view: SavedView, list: View, name: string) => view.list === list && view.name === name;

function keep(app: AppState, views: readonly SavedView[]): void {
  app.preferences.set({ views: [...views] });
  app.saved.count();
}

function drop(app: AppState, list: View, name: string): void {
  if (app.saved.current(list)?.name === name) app.preferences.setLook(list, { view: "" });
  keep(
    app,
    all(app).filter((view) => !is(view, list, name)),
  );
}

/** Keeps what a list asks under a free name, and shows that view. The list itself begins anew: what narrowed it is there. */
export function saveView(app: AppState, list: View, name: string): void {
  const asked = app.saved.asked(list);
  if (!asked) return;
  const { view, sort, desc, filter } = app.preferences.look(list);
  const before = app.saved.current(list) ? { view } : { view: "", sort, desc, filter };
  keep(app, [...all(app), { ...asked, list, name }]);
  app.preferences.setLook(list, {
    ...(before.view ? {} : { sort: "", desc: false, filter: {} }),
    view: name,
  });
  app.undo.did(m.views_saved({ name }), async () => {
    drop(app, list, name);
    app.preferences.setLook(list, before);
    return true;
  });
}

/** Keeps what a list asks in the view that it shows. */
export function updateView(app: AppState, list: View): void {
  const view = app.saved.current(list);
  const asked = app.saved.asked(list);
  if (!view || !asked) return;
  const put = (question: Question) =>
    keep(
      app,
      all(app).map((each) => (is(each, list, view.name) ? { ...each, ...question } : each)),
    );
  put(asked);
  app.undo.did(m.views_updated({ name: view.name }), async () => {
    put(questionOf(view));
    return true;
  });
}

/** Gives a view another name, a free one. */
export function renameView(app: AppState, list: View, name: string, to: string): void {
  const give = (from: string, next: string) => {
    const shown = app.saved.current(list)?.name === from;
    keep(
      app,
      all(app).map((each) => (is(each, list, from) ? { ...each, name: next } : each)),
    );
    if (shown) app.preferences.setLook(list, { view: next });
  };
  give(name, to);
  app.undo.did(m.views_renamed({ name: to }), async () => {
    if (app.saved.free(list, name, to)) give(to, name);
    return true;
  });
}

/** Forgets a view. The list goes on showing what it asked. */
export function deleteView(app: AppState, list: View, name: string): void {
  const at = all(app).findIndex((each) => is(each, list, name));
  const view = all(app)[at];
  if (!view) return;
  const shown = app.saved.current(list)?.name === name;
  drop(app, list, name);
  app.undo.did(m.views_deleted({ name }), async () => {
    if (app.saved.free(list, name)) keep(app, all(app).toSpliced(at, 0, view));
    if (shown && !app.saved.current(list)) app.preferences.setLook(list, { view: name });
    return true;
  });
}
