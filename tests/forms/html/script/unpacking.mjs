// For tests in Python: a line of packed JSON in, a line with what it holds out.

import { createInterface } from "node:readline";
import { unpacked } from "../../../../jazari_assess/forms/html/script/data/packed.mjs";

for await (const line of createInterface({ input: process.stdin })) console.log(JSON.stringify(unpacked(JSON.parse(line))));
