// usage: node ids.mjs MODEL-FOLDER LINES.json: prints the ids of every line, as JSON. Run beside an installed @huggingface/transformers.
import { readFileSync } from 'node:fs';
import { AutoTokenizer, env } from '@huggingface/transformers';

const [folder, lines] = process.argv.slice(2);
env.allowRemoteModels = false;
env.localModelPath = '';
const tokenizer = await AutoTokenizer.from_pretrained(folder, { local_files_only: true });
const ids = JSON.parse(readFileSync(lines, 'utf8')).map((line) => tokenizer.encode(line));
process.stdout.write(JSON.stringify(ids.map((line) => Array.from(line, Number))));
