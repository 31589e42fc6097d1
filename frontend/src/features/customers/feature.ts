import building from "@fluentui/svg-icons/icons/building_people_20_regular.svg?drawing";
import * as m from "../../paraglide/messages";
import type { Description } from "../../state/feature";
import CustomersView from "./CustomersView.svelte";

export const customers: Description = {
  id: "customers",
  icon: building,
  keys: ["g c"],
  word: m.customers_title,
  help: "find",
  load: () => ({ default: CustomersView }), // the first picture is of it
  badge: (app) => app.overview.value?.customers,
};
