// Orders in the shape of Altinn Notifications' POST /orders, and what became of them.
import { randomUUID } from 'node:crypto';
import { citizens } from '../people/people.ts';

export type Channel = 'Sms' | 'Email';

/** What arrived on somebody's phone. */
export interface Notification {
  id: string;
  orderId: string;
  channel: Channel;
  sender: string;
  subject: string | null;
  body: string;
  receivedAt: string;
}

interface OrderRequest {
  sendersReference?: string;
  requestedSendTime?: string;
  notificationChannel?: string;
  recipients?: { nationalIdentityNumber?: string; isReserved?: boolean }[];
  smsTemplate?: { senderNumber?: string; body?: string };
  emailTemplate?: { fromAddress?: string; subject?: string; body?: string; contentType?: string };
  ignoreReservation?: boolean;
}

export interface Lookup {
  status: 'Success' | 'PartialSuccess' | 'Failed';
  isReserved: string[];
  missingContact: string[];
}

export interface Order {
  id: string;
  request: OrderRequest;
  created: string;
  sendAt: Date;
  lookup: Lookup;
  sent: Notification[];
  state: 'Registered' | 'Completed';
}

const channels: Record<string, Channel[]> = {
  Sms: ['Sms'],
  Email: ['Email'],
  SmsPreferred: ['Sms'],
  EmailPreferred: ['Email'],
  EmailAndSms: ['Email', 'Sms'],
};

/** What Altinn would find wrong with an order, by field, in the words of its validation answers. */
export function problemsOf(request: OrderRequest): Record<string, string[]> {
  const wrong: Record<string, string[]> = {};
  const wanted = channels[request.notificationChannel ?? ''];
  if (!wanted) wrong.notificationChannel = ['The notification channel is unknown or missing.'];
  if (!request.recipients?.length) wrong.recipients = ['At least one recipient must be provided.'];
  if (request.recipients?.some((r) => !/^\d{11}$/.test(r.nationalIdentityNumber ?? ''))) {
    wrong.recipients = ['National identity number must be 11 digits long.'];
  }
  if (wanted?.includes('Sms') && !request.smsTemplate?.body) wrong['smsTemplate.body'] = ['An SMS body must be provided.'];
  if (wanted?.includes('Email') && !(request.emailTemplate?.subject && request.emailTemplate.body)) {
    wrong.emailTemplate = ['An e-mail subject and body must be provided.'];
  }
  if (request.requestedSendTime && Number.isNaN(Date.parse(request.requestedSendTime))) {
    wrong.requestedSendTime = ['The requested send time is no valid time.'];
  }
  return wrong;
}

const personOf = (number: string | undefined) => citizens.find((c) => c.nationalNumber !== null && c.nationalNumber === number);

/** Makes an order of a valid request; `reserved` are the people who want no digital mail. */
export function register(request: OrderRequest, reserved: Set<string>): Order {
  const numbers = (request.recipients ?? []).map((r) => r.nationalIdentityNumber ?? '');
  const isReserved = numbers.filter((n) => reserved.has(personOf(n)?.id ?? '') && !request.ignoreReservation);
  const missingContact = numbers.filter((n) => !personOf(n));
  const reached = numbers.length - isReserved.length - missingContact.length;
  return {
    id: randomUUID(),
    request,
    created: new Date().toISOString(),
    sendAt: request.requestedSendTime ? new Date(request.requestedSendTime) : new Date(),
    lookup: {
      status: reached === numbers.length ? 'Success' : reached === 0 ? 'Failed' : 'PartialSuccess',
      isReserved,
      missingContact,
    },
    sent: [],
    state: 'Registered',
  };
}

/** Carries an order out: the notifications by person. */
export function carryOut(order: Order): [personId: string, notification: Notification][] {
  const { request, lookup } = order;
  const delivered: [string, Notification][] = [];
  for (const { nationalIdentityNumber: number } of request.recipients ?? []) {
    const person = personOf(number);
    if (!person || lookup.isReserved.includes(number!)) continue;
    for (const channel of channels[request.notificationChannel ?? ''] ?? []) {
      const template = channel === 'Sms' ? request.smsTemplate : request.emailTemplate;
      delivered.push([
        person.id,
        {
          id: randomUUID(),
          orderId: order.id,
          channel,
          sender: (channel === 'Sms' ? request.smsTemplate?.senderNumber : request.emailTemplate?.fromAddress) || 'Altinn',
          subject: channel === 'Email' ? (request.emailTemplate?.subject ?? null) : null,
          body: template?.body ?? '',
          receivedAt: new Date().toISOString(),
        },
      ]);
    }
  }
  order.sent = delivered.map(([, notification]) => notification);
  order.state = 'Completed';
  return delivered;
}

/** The answer to GET /orders/{id}/status. */
export function statusOf(order: Order): Record<string, unknown> {
  const summary = (channel: Channel) => {
    const count = order.sent.filter((n) => n.channel === channel).length;
    return count ? { generated: count, succeeded: count, links: { self: `/orders/${order.id}/notifications/${channel.toLowerCase()}` } } : undefined;
  };
  return {
    id: order.id,
    sendersReference: order.request.sendersReference ?? null,
    requestedSendTime: order.sendAt.toISOString(),
    creator: 'demo',
    created: order.created,
    notificationChannel: order.request.notificationChannel,
    processingStatus: { status: order.state, lastUpdate: order.sent[0]?.receivedAt ?? order.created },
    notificationsStatusSummary: { email: summary('Email'), sms: summary('Sms') },
  };
}

/** An order as it was given, without the numbers of those it was for. */
export function asGiven({ id, created, request }: Order): Record<string, unknown> {
  const { recipients: _, ...given } = request;
  return { id, created, creator: 'demo', ...given };
}
