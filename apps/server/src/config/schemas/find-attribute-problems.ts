import type { LocatedProblem } from '../find-shape-problems.js';
import type { WrittenAttribute, WrittenSubAttribute } from './schema-document.js';
import type { Finding, WrittenSchema } from './written-schema.js';

const namePattern = /^[A-Za-z][\w-]{0,127}$/;

/** The server's own, in every resource (RFC 7643 §3.1), or kept by it in a way of its own. */
const reserved = ['id', 'externalId', 'meta', 'schemas', 'members', 'groups', 'password'].map((name) =>
  name.toLowerCase(),
);

/** What is wrong with a schema's attributes, each by itself and between those of one list. */
export function findAttributeProblems({ document, at }: WrittenSchema): readonly LocatedProblem[] {
  return document.attributes.flatMap((attribute, index) => {
    const steps = ['attributes', index];
    const { subAttributes = [] } = attribute;
    return [
      ...findNameProblems(attribute.name, document.attributes, index, reserved),
      ...findCharacteristicProblems(attribute),
      ...findPartProblems(attribute),
    ]
      .map(([key, finding]) => at([...steps, key], finding))
      .concat(
        subAttributes.flatMap((sub, place) =>
          [
            ...(sub.name === '$ref' ? [] : findNameProblems(sub.name, subAttributes, place, [])),
            ...findCharacteristicProblems(sub),
            ...findSubProblems(attribute, sub),
          ].map(([key, finding]) => at([...steps, 'subAttributes', place, key], finding)),
        ),
      );
  });
}

type Found = readonly [key: string, finding: Finding];

function findNameProblems(
  name: string,
  list: readonly { readonly name: string }[],
  index: number,
  taken: readonly string[],
): readonly Found[] {
  const folded = name.toLowerCase();
  const found = (message: string, remedy: string): readonly Found[] => [['name', { message, remedy }]];
  if (!namePattern.test(name))
    return found(
      `cannot be ${JSON.stringify(name)}`,
      'Begin with a letter, and go on with letters, digits, "-" and "_".',
    );
  if (taken.includes(folded)) return found(`cannot be "${name}", which is the server's own`, 'Choose another name.');
  // Plain objects have these already.
  if (name in Object.prototype) return found(`cannot be "${name}"`, 'Choose another name.');
  const first = list.findIndex((other) => other.name.toLowerCase() === folded);
  if (first === index) return [];
  return found(
    `is "${name}", as another attribute beside it is called already`,
    'Choose another name; case makes no difference.',
  );
}

function findCharacteristicProblems(attribute: WrittenAttribute | WrittenSubAttribute): readonly Found[] {
  const { type, mutability, returned, uniqueness, referenceTypes } = attribute;
  const found: Found[] = [];
  if (mutability === 'writeOnly' && returned !== undefined && returned !== 'never') {
    const message = `cannot be "${returned}" while mutability is writeOnly`;
    found.push(['returned', { message, remedy: 'Leave it out: what is writeOnly is never returned.' }]);
  }
  if (uniqueness !== 'none' && (type === 'complex' || type === 'boolean')) {
    const remedy = type === 'complex' ? 'Write it at one of its subAttributes.' : 'Leave it out.';
    found.push(['uniqueness', { message: `cannot be "${uniqueness}" for a ${type} attribute`, remedy }]);
  }
  if (uniqueness !== 'none' && isHidden(attribute)) {
    const message = `cannot be "${uniqueness}" for what is never returned: whoever is refused would learn a value of another`;
    found.push(['uniqueness', { message, remedy: 'Leave it out.' }]);
  }
  if (referenceTypes !== undefined && type !== 'reference') {
    const message = `is for references, and type is ${type}`;
    found.push(['referenceTypes', { message, remedy: 'Leave it out, or write `type: reference`.' }]);
  }
  return found;
}

function findPartProblems({ type, subAttributes }: WrittenAttribute): readonly Found[] {
  if (type === 'complex' && (subAttributes ?? []).length === 0) {
    return [['subAttributes', { message: 'is missing', remedy: 'A complex attribute is made of them.' }]];
  }
  if (type === 'complex' || subAttributes === undefined) return [];
  const message = `is for complex attributes, and type is ${type}`;
  return [['subAttributes', { message, remedy: 'Leave it out, or write `type: complex`.' }]];
}

function findSubProblems(parent: WrittenAttribute, sub: WrittenSubAttribute): readonly Found[] {
  const found: Found[] = [];
  if (sub.type === 'complex' || sub.subAttributes !== undefined) {
    const remedy = 'Make it an attribute of its own: RFC 7643, section 2.3.8, knows one level.';
    const message = 'is complex within a complex attribute';
    found.push([sub.type === 'complex' ? 'type' : 'subAttributes', { message, remedy }]);
  }
  if (isHidden(sub) && !isHidden(parent)) {
    const message =
      'hides a part of an attribute that is shown: a client that sends back what it saw would take it away';
    const remedy = 'Write it at the attribute as a whole, or make the part an attribute of its own.';
    found.push([sub.mutability === 'writeOnly' ? 'mutability' : 'returned', { message, remedy }]);
  }
  return found;
}

function isHidden({ mutability, returned }: WrittenAttribute | WrittenSubAttribute): boolean {
  return mutability === 'writeOnly' || returned === 'never';
}
