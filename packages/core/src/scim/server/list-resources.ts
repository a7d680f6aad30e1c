import type { ScimResponse } from '../message.js';
import type { ResourceType } from '../schema.js';
import { answerList } from './answer-list.js';
import type { Call } from './call.js';
import { listParameters } from './list-parameters.js';

/** RFC 7644 §3.4.2; RFC 9865 with `cursor`. */
export function listResources(call: Call, type: ResourceType): Promise<ScimResponse> {
  return answerList(call, type, listParameters(call.request.query));
}
