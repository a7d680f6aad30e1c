import express from 'express';

/** Whether Express takes this for "trust proxy": names of ranges, addresses and subnets are judged by the library that uses them. */
export function acceptsTrustProxy(value: boolean | number | string | readonly string[]): boolean {
  try {
    express().set('trust proxy', value);
    return true;
  } catch {
    return false;
  }
}
