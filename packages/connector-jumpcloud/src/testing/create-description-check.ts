import { Ajv } from 'ajv';
import type { FakeExchange } from '../fake/index.js';
import {
  type ApiDescription,
  type Operation,
  type Parameter,
  readApiDescriptions,
  type Schema,
} from './api-descriptions.js';
import { closeSchema } from './close-schema.js';

interface Described {
  readonly description: ApiDescription;
  readonly operation: Operation;
  readonly parameters: readonly Parameter[];
}

/** Everything in which a request or its answer is not as JumpCloud describes its API. */
export function createDescriptionCheck(
  descriptions: readonly ApiDescription[] = readApiDescriptions(),
): (exchange: FakeExchange) => readonly string[] {
  const ajv = new Ajv({ strict: false, allErrors: true, validateFormats: false });
  const compiled = new Map<Schema, ReturnType<Ajv['compile']>>();

  function complain(schema: Schema, description: ApiDescription, value: unknown): readonly string[] {
    const validate = compiled.get(schema) ?? ajv.compile(closeSchema(schema, description));
    compiled.set(schema, validate);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message, params }) => {
      const more = 'additionalProperty' in params ? ` (${params['additionalProperty']})` : '';
      return `${instancePath} ${message}${more}`;
    });
  }

  return ({ request, answer }) => {
    const described = findOperation(descriptions, request.method, request.path);
    if (described === undefined) return ['the operation is not described'];
    const { description, operation, parameters } = described;
    const body = parameters.find((one) => one.in === 'body');
    const refused = answer.status >= 400;
    return [
      ...complainOfQuery(request.query, parameters),
      ...(request.json !== undefined && body === undefined ? ['a body is not described'] : []),
      ...(body?.required === true && request.json === undefined ? ['the body is missing'] : []),
      ...(request.json !== undefined && body?.schema !== undefined
        ? complain(body.schema, description, request.json).map((text) => `request ${text}`)
        : []),
      ...(refused ? [`answer ${answer.status} is not described`] : complainOfAnswer(operation, description, answer)),
    ];
  };

  function complainOfAnswer(
    { responses }: Operation,
    description: ApiDescription,
    { status, body }: FakeExchange['answer'],
  ): readonly string[] {
    const response = responses[String(status)];
    if (response === undefined) return [`answer ${status} is not described`];
    if (response.schema === undefined) return body === undefined ? [] : [`answer ${status} has no body`];
    return complain(response.schema, description, body).map((text) => `answer ${text}`);
  }
}

function findOperation(descriptions: readonly ApiDescription[], method: string, path: string): Described | undefined {
  // The longest base first: V1's is the beginning of V2's.
  for (const description of descriptions.toSorted((one, other) => other.basePath.length - one.basePath.length)) {
    const base = description.basePath.replace(/\/$/, '');
    if (!path.startsWith(`${base}/`)) continue;
    for (const [template, item] of Object.entries(description.paths)) {
      const pattern = new RegExp(`^${template.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`);
      const operation = item[method.toLowerCase()];
      if (operation === undefined || !pattern.test(path.slice(base.length))) continue;
      const parameters = [...(item.parameters ?? []), ...(operation.parameters ?? [])];
      return { description, operation, parameters: parameters.map((one) => resolve(one, description)) };
    }
    return undefined;
  }
  return undefined;
}

function resolve(parameter: Parameter, { parameters = {} }: ApiDescription): Parameter {
  if (parameter.$ref === undefined) return parameter;
  const found = parameters[parameter.$ref.replace('#/parameters/', '')];
  if (found === undefined) throw new Error(`the description has no ${parameter.$ref}`);
  return found;
}

function complainOfQuery(query: URLSearchParams, parameters: readonly Parameter[]): readonly string[] {
  return [...query].flatMap(([name, value]) => {
    const parameter = parameters.find((one) => one.in === 'query' && one.name === name);
    if (parameter === undefined) return [`query ${name} is not described`];
    return parameter.type === 'integer' && !/^\d+$/.test(value) ? [`query ${name} is no whole number`] : [];
  });
}
