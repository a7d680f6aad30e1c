/** A Markdown table of the keys of a JSON Schema's object, nested ones with dots. */
export function describeKeys(schema) {
  const rows = listKeys(schema).map((cells) => `| ${cells.map(escapeCell).join(' | ')} |`);
  return `| key | value | default | |\n|---|---|---|---|\n${rows.join('\n')}\n`;
}

function listKeys(schema, prefix = '', parent = undefined) {
  const required = new Set(schema.required);
  return Object.entries(schema.properties).flatMap(([key, value]) => {
    const name = `${prefix}${key}`;
    const isObject = value.properties !== undefined;
    // Where keys have defaults of their own, they tell better what holds.
    const tell = isObject && Object.values(value.properties).some((own) => own.default !== undefined);
    const standard = value.default === undefined || tell ? '' : `\`${JSON.stringify(value.default)}\``;
    const need = parent === undefined ? 'required' : `required with \`${parent}\``;
    const row = [`\`${name}\``, kindOf(value), required.has(key) ? need : standard, textOf(value)];
    if (isObject) {
      const own = textOf(value) === '' ? [] : [row];
      return [...own, ...listKeys(value, `${name}.`, value.default === undefined ? name : undefined)];
    }
    return value.items?.properties === undefined ? [row] : [row, ...listKeys(value.items, `${name}[].`)];
  });
}

function textOf({ title, description }) {
  return [title, description]
    .filter(Boolean)
    .join('. ')
    .replace(/ Default [^.]*(\.\d+[^.]*)*\.$/, '');
}

function kindOf(schema) {
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (schema.enum !== undefined) return schema.enum.map((value) => `\`${value}\``).join(', ');
  if (schema.anyOf !== undefined) return [...new Set(schema.anyOf.map(kindOf))].join(' or ');
  if (schema.type === 'array') return `list of ${kindOf(schema.items)}`;
  if (schema.type === 'object') return schema.properties?.env || schema.properties?.file ? 'reference' : 'map';
  const names = { string: 'text', boolean: 'true or false', integer: 'whole number', number: 'number' };
  return names[schema.type] ?? 'any value';
}

function escapeCell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}
