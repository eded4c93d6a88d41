// Made from the contract by `npm run generate`; change the contract instead.

export type paths = Record<string, never>;
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * Format: int64
         * @description Place in the person's own gapless sequence. 0 is before the first.
         */
        Position: number;
        /**
         * @description What has changed.
         *     - message-received: somebody else's message has come into a conversation.
         *     - message-state: a message has got further (sent or taken back by oneself, delivered, parked, withdrawn), or a translation of one has come.
         *     - message-read: the other side has read further.
         *     - view-answered: what a party said has got its answer, or another one; `messageId` is the view's.
         *     - case-changed: something in the case: contact person, absence, meeting, plan, milestone.
         *     - entry-released: an entry can be seen that couldn't before.
         *     - entry-changed: an entry has changed or is withdrawn.
         *     - text-available: a document can be read in a further language, or something else has changed of what is asked or known of a document's text.
         *     - access-changed: the person may see or do something else than before.
         *     - attachment-changed: a file has come, gone or been checked: of the message that is named, or else of one's own draft.
         *     - draft-changed: a draft of one's own was saved or removed, here or in another tab or on another device. It says not which.
         *     - inbox-changed: for employees, the inbox has changed.
         * @enum {string}
         */
        EventType: "message-received" | "message-state" | "message-read" | "view-answered" | "case-changed" | "entry-released" | "entry-changed" | "text-available" | "access-changed" | "attachment-changed" | "draft-changed" | "inbox-changed";
        /** @description Greets a connection and says how far the person's events have come. */
        HelloFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "hello";
            position: components["schemas"]["Position"];
        };
        /** @description One change, named by ids only. */
        EventFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "event";
            position: components["schemas"]["Position"];
            type: components["schemas"]["EventType"];
            /** Format: uuid */
            caseCopyId?: string;
            /** Format: uuid */
            messageId?: string;
            /** Format: uuid */
            entryId?: string;
        };
        /** @description Says that everything has to be fetched anew, and where to go on from. */
        ResyncFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "resync";
            position: components["schemas"]["Position"];
        };
        /** @description Asks for everything after a position. */
        ResumeFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "resume";
            after: components["schemas"]["Position"];
        };
        /** @description Tells that the person is active. */
        ActivityFrame: {
            /**
             * @description discriminator enum property added by openapi-typescript
             * @enum {string}
             */
            kind: "activity";
        };
        /** @description What the server sends. */
        ServerFrame: components["schemas"]["HelloFrame"] | components["schemas"]["EventFrame"] | components["schemas"]["ResyncFrame"];
        /** @description What the page sends. */
        PageFrame: components["schemas"]["ResumeFrame"] | components["schemas"]["ActivityFrame"];
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Position = components['schemas']['Position'];
export type EventType = components['schemas']['EventType'];
export type HelloFrame = components['schemas']['HelloFrame'];
export type EventFrame = components['schemas']['EventFrame'];
export type ResyncFrame = components['schemas']['ResyncFrame'];
export type ResumeFrame = components['schemas']['ResumeFrame'];
export type ActivityFrame = components['schemas']['ActivityFrame'];
export type ServerFrame = components['schemas']['ServerFrame'];
export type PageFrame = components['schemas']['PageFrame'];
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
