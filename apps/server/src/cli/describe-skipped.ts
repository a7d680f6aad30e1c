import type { Link, Operation } from '@linkspan/core';

/** What it means for people that an operation was switched off; stands behind their number. */
export function describeSkipped(operation: Operation, { accountActive }: Pick<Link, 'accountActive'>): string {
  return `${meaningOf(operation, accountActive === false)}: operation ${operation} was off when it was needed`;
}

function meaningOf(operation: Operation, isDeactivated: boolean): string {
  switch (operation) {
    case 'create':
      return 'have no account';
    case 'update':
      return 'keep what they have';
    case 'deactivate':
      return isDeactivated ? 'stay deactivated' : 'keep access';
    case 'delete':
      return 'stay deactivated, and are not deleted';
  }
}
