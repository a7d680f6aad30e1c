import jsonata from 'jsonata';
import type { Json } from '../../scim/json.js';
import { BoundedRegExp } from './bounded-reg-exp.js';
import { describeFailure } from './describe-failure.js';
import { ExpressionError } from './expression-error.js';
import { limits } from './limits.js';
import { mayRunAway } from './may-run-away.js';
import { type Survey, surveyExpression } from './survey-expression.js';
import { toPlainJson } from './to-plain-json.js';

/** A JSONata expression (https://docs.jsonata.org), read once. It sees its document and nothing else. */
export interface Expression {
  /** Whether it names this attribute: what costs a query is read only then. */
  mentions(name: string): boolean;
  /**
   * Bounded (see `limits`), and the same for the same document. Undefined: it gives nothing.
   *
   * @throws ExpressionError
   */
  evaluate(
    document: Readonly<Record<string, unknown>>,
    variables?: Readonly<Record<string, unknown>>,
  ): Promise<Json | undefined>;
}

/** Rules are few and constant, and are read for every person. */
const known = new Map<string, Expression>();

/** @throws ExpressionError for what is no expression, or one that is not the same each time, or may never end. */
export function compileExpression(text: string): Expression {
  const expression = known.get(text) ?? compile(text);
  known.set(text, expression);
  return expression;
}

function compile(text: string): Expression {
  const { timeout, stack, sequence } = limits;
  let program: jsonata.Expression;
  let survey: Survey;
  try {
    // Like `RegExp`, but for being called without `new`, which JSONata does not do.
    const RegexEngine = BoundedRegExp as unknown as RegExpConstructor;
    program = jsonata(text, { timeout, stack, sequence, RegexEngine });
    survey = surveyExpression(program.ast());
  } catch (error) {
    throw describeFailure(error);
  }
  refuseUnsafe(survey);
  // JSONata's own hooks, which its types leave out.
  Reflect.apply(program.assign, program, [Symbol.for('jsonata.__evaluate_entry'), countStep]);
  Reflect.apply(program.assign, program, [Symbol.for('jsonata.__evaluate_exit'), measureResult]);
  return {
    mentions: (name) => survey.names.has(name),
    async evaluate(document, variables = {}) {
      try {
        return toPlainJson(await program.evaluate(document, { ...variables, [budgetName]: { steps: 0 } }));
      } catch (error) {
        throw describeFailure(error);
      }
    },
  };
}

/** A value that differs at every look would be written for ever; what is made of text cannot be judged beforehand. */
const refused: Readonly<Record<string, string>> = {
  now: 'gives something else each time, and the application would be written again and again',
  millis: 'gives something else each time, and the application would be written again and again',
  random: 'gives something else each time, and the application would be written again and again',
  shuffle: 'gives something else each time, and the application would be written again and again',
  eval: 'runs a text as an expression, which cannot be checked',
};

function refuseUnsafe({ variables, regularExpressions }: Survey): void {
  for (const [name, reason] of Object.entries(refused)) {
    if (variables.has(name)) throw new ExpressionError(`$${name} ${reason}. Do without it.`);
  }
  const endless = regularExpressions.find(({ source }) => mayRunAway(source));
  if (endless !== undefined) {
    throw new ExpressionError(
      `the regular expression ${endless} repeats a part that itself repeats or chooses, which may never end. Write it without.`,
    );
  }
}

/** No variable of an expression can bear this name. */
const budgetName = 'linkspan budget';

function countStep(_node: unknown, _input: unknown, environment: jsonata.Environment): void {
  const budget: { steps: number } = environment.lookup(budgetName);
  budget.steps += 1;
  if (budget.steps > limits.steps)
    throw new ExpressionError(`it takes more than ${limits.steps} steps. Does it ever end?`);
}

function measureResult(_node: unknown, _input: unknown, _environment: jsonata.Environment, result: unknown): void {
  if (typeof result === 'string' && result.length > limits.text)
    throw new ExpressionError(`it makes a text of more than ${limits.text} characters. Make it shorter.`);
}
