import * as Messages from "../../wailsjs/go/telling/Messages";
import { bound } from "./bound";
import type { Bridge } from "./bridge";

/** The calls that tell customers of an incident. */
export const telling: Bridge["telling"] = {
  drafts: bound(Messages.Drafts),
  saveZip: bound(Messages.SaveZip),
  saveCSV: bound(Messages.SaveCSV),
  show: bound(Messages.Show),
  open: bound(Messages.Open),
  markTold: bound(Messages.MarkTold),
  takeBack: bound(Messages.TakeBack),
  told: bound(Messages.Told),
  setMails: bound(Messages.SetMails),
};
