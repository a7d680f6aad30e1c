import { isJsonList, isJsonObject, type Json, type JsonObject } from '@linkspan/core';

type Test = (user: JsonObject) => boolean;

/** `{and: [{email: "x"}]}` or `or`, values literal or `{"$regex": "(?i)(^x$)"}`. */
export function readSearch(filter: Json | undefined): Test {
  if (!isJsonObject(filter)) return () => true;
  const read = (list: Json | undefined) => (isJsonList(list) ? list.filter(isJsonObject).map(readTerm) : []);
  const [all, any] = [read(filter['and']), read(filter['or'])];
  return (user) => all.every((test) => test(user)) && (any.length === 0 || any.some((test) => test(user)));
}

function readTerm(term: JsonObject): Test {
  const tests = Object.entries(term).map(([name, wanted]): Test => {
    if (!isJsonObject(wanted)) return (user) => user[name] === wanted;
    const pattern = String(wanted['$regex'] ?? '');
    const expression = new RegExp(pattern.replace(/^\(\?i\)/, ''), pattern.startsWith('(?i)') ? 'i' : '');
    return (user) => typeof user[name] === 'string' && expression.test(user[name]);
  });
  return (user) => tests.every((test) => test(user));
}
