import type { Server } from 'node:net';
import { senderKey } from '../authentication/sender-key.js';

export interface ConnectionLimits {
  /** At once, in all. */
  readonly most: number;
  /** Of one sender at once; proxies are spared, since they come for many. */
  readonly mostPerSender: number;
  isProxy(address: string | undefined): boolean;
  /** Learns of each that was refused. */
  onRefused(address: string | undefined): void;
}

/** Closes connections beyond these: whoever opens many and says nothing must not keep out others. */
export function limitConnections(server: Server, limits: ConnectionLimits): void {
  const { most, mostPerSender, isProxy, onRefused } = limits;
  const open = new Map<string, number>();
  server.maxConnections = most;
  server.on('drop', (dropped) => onRefused(dropped?.remoteAddress));
  server.on('connection', (socket) => {
    const { remoteAddress } = socket;
    if (isProxy(remoteAddress)) return;
    const sender = senderKey(remoteAddress);
    const count = open.get(sender) ?? 0;
    if (count >= mostPerSender) {
      socket.destroy();
      onRefused(remoteAddress);
      return;
    }
    open.set(sender, count + 1);
    socket.once('close', () => {
      const left = (open.get(sender) ?? 1) - 1;
      if (left > 0) open.set(sender, left);
      else open.delete(sender);
    });
  });
}
