import { isJsonList, isJsonObject, type Json, type JsonObject } from '../scim/json.js';
import { parseFieldPath } from './field-path.js';
import { primaryOf } from './read-field.js';

/** Pure: a resource with one field set, or without it. For what is sent whole: a create, a PUT. */
export function writeField(resource: JsonObject, remote: string, value: Json | undefined): JsonObject {
  const { schema, attribute, subAttribute } = parseFieldPath(remote);
  const change = (before: Json | undefined): Json | undefined =>
    subAttribute === undefined ? value : changeInside(before, subAttribute, value);
  if (schema === undefined) return put(resource, attribute, change);
  return put(resource, schema, (before) => emptyIsNothing(put(isJsonObject(before) ? before : {}, attribute, change)));
}

function changeInside(before: Json | undefined, name: string, value: Json | undefined): Json | undefined {
  if (name !== 'value' && !isJsonList(before))
    return emptyIsNothing(put(isJsonObject(before) ? before : {}, name, () => value));
  if (isJsonObject(before)) return emptyIsNothing(put(before, name, () => value));
  const list = isJsonList(before) ? before : [];
  // There already, whatever place it has.
  if (value !== undefined && list.some((one) => isJsonObject(one) && one[name] === value)) return list;
  const primary = primaryOf(list);
  if (primary === undefined) return value === undefined ? undefined : [{ [name]: value, type: 'work', primary: true }];
  return list.flatMap((one) => {
    if (one !== primary) return [one];
    return value === undefined ? [] : [put(isJsonObject(one) ? one : {}, name, () => value)];
  });
}

/** Under the name that is there already, whatever its case. */
function put(object: JsonObject, name: string, change: (before: Json | undefined) => Json | undefined): JsonObject {
  const key = Object.keys(object).find((one) => one.toLowerCase() === name.toLowerCase()) ?? name;
  const after = change(object[key]);
  const { [key]: _, ...others } = object;
  return after === undefined ? others : { ...others, [key]: after };
}

function emptyIsNothing(object: JsonObject): JsonObject | undefined {
  return Object.keys(object).length === 0 ? undefined : object;
}
