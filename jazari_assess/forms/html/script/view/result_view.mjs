// The result: where the firm stands, what cannot wait, what to do first, and how the answers leave this device.

import { checkList, flagList, stepList } from "./advice.mjs";
import { amongSection } from "./among.mjs";
import { h } from "./dom.mjs";
import { dimensionTable, radar } from "./drawings.mjs";
import { filePanel } from "./file_panel.mjs";
import { scoreBlock } from "./score.mjs";

/** The radar of the dimensions, for a page in the form's language. */
export function profileRadar(app) {
  const { wording } = app;
  const axes = app.dimensions().map(({ id, score }) => ({ name: wording.words.nodes[id].short, score }));
  return radar(axes, { mirrored: wording.direction === "rtl", label: wording.say("result.radar") });
}

/** The result as the content of the page. */
export function resultView(app) {
  const { wording } = app;
  return [
    h("h1", { tabindex: "-1" }, wording.say("result.title")),
    h("p", { class: "lead" }, wording.say("result.notice")),
    h("div", { class: "result-top" }, scoreBlock(app, false), profileRadar(app)),
    h("section", {}, h("h2", {}, wording.say("result.flags")), flagList(app)),
    h(
      "section",
      {},
      h("h2", {}, wording.say("result.steps")),
      h("p", { class: "notice" }, wording.say("result.steps-notice")),
      stepList(app),
    ),
    h("section", {}, checkList(app)),
    h("section", {}, h("h2", {}, wording.say("result.profile")), dimensionTable(app)),
    amongSection(app),
    h("section", { class: "leave" }, filePanel(app, true)),
    h("p", {}, h("a", { class: "button plain", href: `#/${app.route.at(-1)?.id ?? "start"}` }, wording.say("go.back"))),
  ];
}
