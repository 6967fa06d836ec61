// A question before something is lost.

import { h } from "./dom.mjs";

/** Ask; resolves to whether the person said yes. Escape is no. */
export function confirmed(app, question, yes) {
  const { wording } = app;
  return new Promise((resolve) => {
    const close = (answer) => () => {
      dialog.close();
      dialog.remove();
      resolve(answer);
    };
    const dialog = h(
      "dialog",
      { "aria-labelledby": "confirm-question", on: { cancel: close(false) } },
      h("p", { id: "confirm-question" }, wording.say(question)),
      h(
        "div",
        { class: "buttons" },
        h("button", { type: "button", class: "button", on: { click: close(false) } }, wording.say("file.cancel")),
        h("button", { type: "button", class: "button danger", on: { click: close(true) } }, wording.say(yes)),
      ),
    );
    document.body.append(dialog);
    dialog.showModal();
  });
}
