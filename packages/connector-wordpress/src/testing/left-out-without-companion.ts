const changes = [
  'an account that we make shows up behind the checkpoint',
  'an update that we make shows up behind the checkpoint',
  'a removal shows up as a deletion, and that is the last word',
  'what somebody else changes shows up, and is read',
  'where changes say whose they are, ours are not theirs and theirs are not ours',
  'where changes name fields, the one that changed is named as the rules name it',
  'the first reading of changes has a checkpoint and nothing else',
  'a checkpoint leads on after a restart',
  'to read on from the same checkpoint again gives the same, or more',
  'nothing is lost between one checkpoint and the next while changes go on',
  'more changes than go onto a page are all told',
  'a checkpoint that means nothing gives no complete answer, and one to go on from',
  'a checkpoint that is too old gives no complete answer, and one to go on from',
  'wrong credentials read no changes, not even none',
  'a deactivation shows up behind the checkpoint',
];

const webhook = [
  'a signed delivery is taken, with the time of its signature',
  'a delivery that was signed with another secret is not taken',
  'a delivery with another body is not taken',
  'a delivery without its headers, or with nonsense in them, is no error',
  'a delivery that is repeated has the same id, after a restart too, and another one another',
];

/** What WordPress itself does not have: it neither tells what has changed (W24) nor sends anything when something has. */
export const leftOutWithoutCompanion = [
  ...changes.map((name) => ({ name, missing: ['changes'] })),
  ...webhook.map((name) => ({ name, missing: ['webhook'] })),
];
