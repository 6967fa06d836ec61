// For tests in Python: a line of JSON {form, assessment} in, a line with the interpreter's result out.

import { createInterface } from "node:readline";
import { resultOf } from "../../../../jazari_assess/forms/html/script/engine/result.mjs";

for await (const line of createInterface({ input: process.stdin })) {
  const { form, assessment } = JSON.parse(line);
  const { nodes, overall, exact } = resultOf(form, assessment);
  console.log(JSON.stringify({ nodes, overall, exact }));
}
