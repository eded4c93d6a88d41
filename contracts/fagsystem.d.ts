// Made from the contract by `npm run generate`; change the contract instead.

export interface paths {
    "/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Is the fagsystem able to answer? The relay's breaker probes this. */
        get: operations["getHealth"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/persons/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find a person by national number (national identity number or D-number) */
        post: operations["lookupPerson"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/persons/{personId}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this person may see and do, case by case, now */
        get: operations["getPersonAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/case-copies/{caseCopyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One party's copy of a case */
        get: operations["getCaseCopy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/case-copies/{caseCopyId}/entries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries released to this party, newest first */
        get: operations["listEntries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/case-copies/{caseCopyId}/entries/{entryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One entry in this party's copy */
        get: operations["getEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/case-copies/{caseCopyId}/documents/{documentId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The file itself, with Range */
        get: operations["getDocumentContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/case-copies/{caseCopyId}/documents/{documentId}/texts/{language}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The document's text in one language */
        get: operations["getDocumentText"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/case-copies/{caseCopyId}/entries/{entryId}/media/{mediaId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A voice or a sign-language video of an entry's in-short, with Range */
        get: operations["getMediaContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/case-copies/{caseCopyId}/submissions/{submissionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Register what somebody handed in
         * @description Idempotent by `submissionId`: the same id with the same `bodyHash` answers 200 with the first answer; with another hash 409 `other-body`.
         *     `previous` names the author's submission before this one in the same conversation; where it isn't registered yet the answer is 412 `previous-missing` and nothing is stored.
         *     The author's right is decided again here, as of now: 403 `refused`.
         *     `acceptedAt` is when the portal answered "sent": what counts for a deadline.
         */
        put: operations["putSubmission"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/case-copies/{caseCopyId}/submissions/{submissionId}/evidence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Hand over when it was sent, delivered, read and notified. Monotonic; repeated calls merge. */
        put: operations["putEvidence"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/case-copies/{caseCopyId}/submissions/{submissionId}/attachments/{attachmentId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Hand over a file of a registered submission, scanned for viruses and checked
         * @description Idempotent: the same file again answers 200; another file for the same attachment 409 `other-body`. A body that doesn't have the digest that it says: 422 `invalid`, and nothing is stored.
         *     A submission that isn't registered, or an attachment that it doesn't name: 404. From now on the attachment is READY, and `attachment.changed` follows.
         */
        put: operations["putAttachmentContent"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/case-copies/{caseCopyId}/submissions/{submissionId}/attachments/{attachmentId}/withheld": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Tell that a file of a registered submission will never come, and why
         * @description Idempotent. One whose content is stored stays READY, 409 `other-body`. `attachment.changed` follows.
         */
        put: operations["putAttachmentWithheld"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/case-copies/{caseCopyId}/messages/{messageId}/attachments/{attachmentId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file of a message. Only one that is READY is there. Its Content-Type is the attachment's mediaType.
         * @description What an attachment's id names never changes: another version is another attachment. The portal lets each file go through its own virus scanner before anybody
         *     opens it there, keeps only what that said, and gives out nothing but what was scanned. One of more than 25 MiB can't be scanned and isn't opened in the portal: both
         *     sides are told so there. The documents of entries aren't scanned by the portal: they are the fagsystem's own.
         */
        get: operations["getAttachmentContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/case-copies/{caseCopyId}/text-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which translations this party has asked for, and in which paragraphs they say that something is wrong
         * @description Of documents that this copy still has, newest first, at most the newest 200 of each. It is this party's own: another party's are in that party's copy, and only there.
         *     What employees decide is a MARK_ANSWER; orders of translations are made in the fagsystem alone.
         */
        get: operations["getTextRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/case-copies/{caseCopyId}/accesses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * When employees have opened something of this copy in the fagsystem itself, newest first
         * @description Optional: a fagsystem that doesn't deliver it answers 404 `not-found`. It goes back as far as the fagsystem keeps it; the portal tells the party of the last year.
         *     Only what an employee opened by their own act, and that belongs to this copy: nothing that a page fetched by itself, since that may happen when another party
         *     writes; nothing that the portal read, which knows itself who looked through it; nobody who isn't an employee.
         */
        get: operations["listAccesses"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/case-copies/{caseCopyId}/messages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The conversation of this party in this case, newest first
         * @description OPENED, TRANSLATION_REQUEST, PARAGRAPH_MARK and MARK_ANSWER have no place in it, and nobody has them unread; their position is the conversation's last one.
         */
        get: operations["listMessages"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/case-copies/{caseCopyId}/read-marks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Report how far a side has read. Monotonic; a smaller position changes nothing. */
        put: operations["putReadMark"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/case-copies/{caseCopyId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * An employee pauses the access of this copy's party, or lifts the pause
         * @description Holds for every copy of that person in this municipality: somebody else may hold their e-ID. Idempotent: a pause that holds keeps its time.
         *     The employee's right is decided here, as of now: 403 `refused` for one who may not open this conversation.
         *     When it changes something, `access.changed` follows for each copy.
         */
        put: operations["putPause"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/case-copies/{caseCopyId}/export-switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * An employee decides whether this copy's party may take the case along as files
         * @description Holds for this copy only; reading in the portal goes on. Idempotent: one that is off keeps its time. The reason is for the log of the case, never for the party.
         *     The employee's right is decided here, as of now: 403 `refused` for one who may not open this conversation.
         *     When it changes something, `access.changed` follows for the copy.
         */
        put: operations["putExportSwitch"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/employees/lookup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Find an employee by the directory's id, never by name or e-mail */
        post: operations["lookupEmployee"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/employees/{employeeId}/access": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which conversations this employee may open now, and why */
        get: operations["getEmployeeAccess"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/employees/{employeeId}/absence": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Say from when to when one is away and who stands in */
        put: operations["putAbsence"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What has changed, as a feed
         * @description CloudEvents in the order they happened, after an opaque offset. No offset: from now (an empty page with the current offset).
         *     410 `offset-gone`: the offset is too old; read everything anew and start from the offset in the answer to a call without one.
         *     `wait` holds an empty answer open for at most that many seconds.
         */
        get: operations["listEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Problem: {
            type: string;
            title: string;
            status: number;
            /** @enum {string} */
            code: "not-found" | "refused" | "other-body" | "previous-missing" | "invalid" | "offset-gone" | "unauthorized" | "unavailable" | "internal";
            detail?: string;
        };
        Health: {
            /** @enum {string} */
            status: "ok";
        };
        /** @description BCP 47 tag, e.g. nb, nn, ar, fa-AF. */
        Language: string;
        /** @enum {string} */
        Direction: "ltr" | "rtl";
        /**
         * @description The published roles and FULLMEKTIG (lawyer or representative). A role is not party rights.
         * @enum {string}
         */
        Role: "HOVEDPERSON" | "MOR" | "FAR" | "MEDMOR" | "MEDFAR" | "VERGE" | "FOSTERFORELDER" | "FULLMEKTIG";
        PersonName: {
            given: string;
            family: string;
        };
        PersonLookup: {
            nationalNumber: string;
        };
        /** @description A person known to the fagsystem. The birth date comes from the population register, never from the number. */
        Person: {
            /** Format: uuid */
            personId: string;
            name: components["schemas"]["PersonName"];
            /** Format: date */
            birthDate?: string | null;
            language?: components["schemas"]["Language"];
            protection?: components["schemas"]["Protection"];
        };
        /** @description Why and what of a person must not reach other parties. `hidden` lists the kinds of facts; empty means nothing is protected. */
        Protection: {
            /** @enum {string} */
            reason?: "REGISTER_GRADING" | "HIDDEN_PLACEMENT" | "OWN_REQUEST";
            hidden: ("ADDRESS" | "PHONE" | "EMAIL" | "SCHOOL" | "PLACE")[];
        };
        /**
         * @description OPEN leaves the question to the national age rule. Absent means refused.
         * @enum {string}
         */
        Grant: "GRANTED" | "REFUSED" | "OPEN";
        /** @description Explicit grants for one person in one case, item by item. A missing item is a refusal. */
        Grants: {
            documents?: components["schemas"]["Grant"];
            conversation?: components["schemas"]["Grant"];
            meeting?: components["schemas"]["Grant"];
            callMe?: components["schemas"]["Grant"];
            complaint?: components["schemas"]["Grant"];
            /** @description To answer the consents in the copy. OPEN is what the age rule says of documents. */
            consents?: components["schemas"]["Grant"];
        };
        CaseAccess: {
            /** Format: uuid */
            caseCopyId: string;
            /** Format: uuid */
            partyId: string;
            /**
             * Format: uuid
             * @description The case itself; the same for all parties. Never shown.
             */
            caseId: string;
            role: components["schemas"]["Role"];
            grants: components["schemas"]["Grants"];
            child: components["schemas"]["Child"];
            /** Format: date-time */
            closedAt?: string | null;
            /**
             * Format: date-time
             * @description An employee has paused this party's access.
             */
            pausedAt?: string | null;
            /**
             * Format: date-time
             * @description An employee has switched off that this party takes the case along as files.
             */
            exportOffSince?: string | null;
            /**
             * Format: uuid
             * @description For FULLMEKTIG and VERGE: the person they act for, by personId. A FULLMEKTIG who acts for the child keeps access when the child turns 18.
             */
            represents?: string | null;
        };
        /** @description Whom the case is about. */
        Child: {
            /** Format: uuid */
            personId: string;
            name: components["schemas"]["PersonName"];
            /** Format: date */
            birthDate?: string | null;
        };
        PersonAccess: {
            version: string;
            person: components["schemas"]["Person"];
            cases: components["schemas"]["CaseAccess"][];
        };
        /** @description How a person is reached. Never shown to another party where that person's protection hides it. */
        Contact: {
            address?: string | null;
            phone?: string | null;
            email?: string | null;
            school?: string | null;
            place?: string | null;
        };
        Party: {
            /** Format: uuid */
            partyId: string;
            /** Format: uuid */
            personId: string;
            role: components["schemas"]["Role"];
            name: components["schemas"]["PersonName"];
            contact: components["schemas"]["Contact"];
            protection: components["schemas"]["Protection"];
        };
        Team: {
            /** Format: uuid */
            teamId: string;
            /** @description As staff call it. A party sees it only if `nameForParties` is set. */
            name: string;
            nameForParties?: string | null;
            phone?: string | null;
        };
        Employee: {
            /** Format: uuid */
            employeeId: string;
            name: components["schemas"]["PersonName"];
            /** @enum {string} */
            role: "CONTACT_PERSON" | "TEAM_LEADER";
            team?: components["schemas"]["Team"];
            phone?: string | null;
            language: components["schemas"]["Language"];
            absence?: components["schemas"]["Absence"];
        };
        Absence: {
            /** Format: date */
            from: string;
            /**
             * Format: date
             * @description The last day away.
             */
            until: string;
            /** Format: uuid */
            standInEmployeeId?: string | null;
        };
        OfficeHours: {
            /** @description ISO, Monday is 1. */
            weekday: number;
            /** @description HH:MM, Oslo */
            opens: string;
            /** @description HH:MM, Oslo; before `opens` it is on the next day. */
            closes: string;
        };
        ContactPerson: {
            employee: components["schemas"]["Employee"];
            standIn?: components["schemas"]["Employee"];
            hours: components["schemas"]["OfficeHours"][];
            answersWithinWorkingDays?: number | null;
        };
        Meeting: {
            /** Format: uuid */
            meetingId: string;
            title: string;
            /** Format: date-time */
            startsAt: string;
            /** Format: date-time */
            endsAt?: string | null;
            place?: string | null;
            /** @enum {string} */
            state: "PLANNED" | "CONFIRMED" | "CANCELLED" | "HELD";
            interpreterLanguage?: string | null;
            /** @description The title in further languages. */
            titleTranslations?: components["schemas"]["TranslatedWords"][];
        };
        /**
         * @description What a case worker has written of the case, in a further language. There is none of words that have changed since. A machine's are never shown of what may say what
         *     was decided, and until when: of nothing but an answer to a VIEW or COMMENT.
         */
        TranslatedWords: {
            language: components["schemas"]["Language"];
            direction: components["schemas"]["Direction"];
            text: string;
            /** @description Of a step, its `beskrivelse`. */
            description?: string | null;
            provenance: components["schemas"]["Provenance"];
        };
        /** @description A step of `mappe` in further languages. It is the one with this name that begins then. */
        MilestoneTranslations: {
            navn: string;
            /** Format: date-time */
            startdato: string;
            translations: components["schemas"]["TranslatedWords"][];
        };
        /**
         * @description How a consent stands. ASKED may be answered GIVEN or REFUSED; GIVEN may be WITHDRAWN, and REFUSED by a page that knew no better; REFUSED and WITHDRAWN may be answered GIVEN. Nobody answers one that is EXPIRED,
         *     CANCELLED (the service no longer asks, or no longer uses it) or REPLACED (by another, `replacedBy`). In a closed case one can only withdraw.
         * @enum {string}
         */
        ConsentState: "ASKED" | "GIVEN" | "REFUSED" | "WITHDRAWN" | "EXPIRED" | "CANCELLED" | "REPLACED";
        /** @description The consent's words in a further language. A machine's are never shown, nor those of another version than the one that holds. */
        ConsentText: {
            language: components["schemas"]["Language"];
            direction: components["schemas"]["Direction"];
            purpose: string;
            text: string;
            provenance: components["schemas"]["Provenance"];
        };
        /** @description The words of a version that holds no longer. */
        EarlierConsentText: {
            textVersion: string;
            purpose: string;
            text: string;
            /** @description That of the consent where it is absent. */
            language?: components["schemas"]["Language"];
        };
        /**
         * @description ASKED with another `textVersion` than before: the text was changed, and the answer to the former no longer holds.
         * @enum {string}
         */
        ConsentStepKind: "ASKED" | "GIVEN" | "REFUSED" | "WITHDRAWN" | "EXPIRED" | "CANCELLED" | "REPLACED";
        /** @description Something that happened to a consent. */
        ConsentStep: {
            kind: components["schemas"]["ConsentStepKind"];
            /**
             * Format: date-time
             * @description Of an answer that came through a portal its `acceptedAt`.
             */
            at: string;
            /**
             * @description PARTY: answered it through the portal. SERVICE: everything else, also an answer that an employee has noted.
             * @enum {string}
             */
            by: "PARTY" | "SERVICE";
            textVersion: string;
            /**
             * Format: uuid
             * @description The CONSENT_ANSWER.
             */
            answerId?: string;
            /** @description The answer is registered, but changed nothing: by then the text was another one, or the consent had ended. */
            withoutEffect?: boolean;
        };
        /**
         * @description Something that this party is asked to agree to. That it is in the party's own copy says that it is they who may answer, if they have the grant `consents`; whether
         *     another party is asked the same, and what they answer, never reaches this copy.
         */
        Consent: {
            /** Format: uuid */
            consentId: string;
            /** @description For what. */
            purpose: string;
            /** @description What is asked. */
            text?: string | null;
            /** @description Of `purpose` and `text`; nb where it is absent. This text counts. */
            language?: components["schemas"]["Language"];
            texts?: components["schemas"]["ConsentText"][];
            textVersion: string;
            earlierTexts?: components["schemas"]["EarlierConsentText"][];
            state: components["schemas"]["ConsentState"];
            /**
             * @description For whom the party answers; for itself where it is absent.
             * @enum {string}
             */
            onBehalfOf?: "SELF" | "CHILD";
            /** Format: date-time */
            askedAt: string;
            /** Format: date-time */
            answeredAt?: string | null;
            /**
             * Format: date
             * @description When an answer is wanted at the latest.
             */
            answerBy?: string | null;
            /**
             * Format: date
             * @description The last day on which a consent that is given holds.
             */
            validUntil?: string | null;
            /**
             * Format: uuid
             * @description Of one that is REPLACED.
             */
            replacedBy?: string | null;
            /** @description Oldest first. */
            history?: components["schemas"]["ConsentStep"][];
        };
        /**
         * @description Exactly what the author had on the screen when answering. `hash` is the SHA-256 of the canonical JSON (RFC 8785) of `[{language, purpose, text, textVersion}, …]`: the text
         *     that counts, and after it the translation, if one was shown. An absent text is "".
         */
        ConsentTextShown: {
            textVersion: string;
            /** @description Of the translation. */
            language?: components["schemas"]["Language"];
            hash: string;
        };
        /** @description Of a CONSENT_ANSWER. `text` of the message is the reason, if one was given. */
        MessageConsent: {
            /** Format: uuid */
            consentId: string;
            /** @enum {string} */
            answer: "GIVEN" | "REFUSED" | "WITHDRAWN";
            purpose: string;
            textVersion: string;
        };
        /** @description The envelope around one party's Barnevernmappe. */
        CaseCopy: {
            version: string;
            /** Format: uuid */
            caseCopyId: string;
            /** Format: uuid */
            partyId: string;
            /** Format: uuid */
            caseId: string;
            role: components["schemas"]["Role"];
            mappe: components["schemas"]["Barnevernmappe"];
            child: components["schemas"]["Child"];
            me: components["schemas"]["Party"];
            otherParties: components["schemas"]["Party"][];
            contactPerson: components["schemas"]["ContactPerson"];
            meetings: components["schemas"]["Meeting"][];
            consents: components["schemas"]["Consent"][];
            /** @description The case worker's plain sentences for this party, in `whatHappensNowLanguage`. */
            whatHappensNow?: string | null;
            whatHappensNowLanguage?: components["schemas"]["Language"];
            whatHappensNowTranslations?: components["schemas"]["TranslatedWords"][];
            milestoneTranslations?: components["schemas"]["MilestoneTranslations"][];
        };
        /**
         * @description How this party may complain. Kind, date and receiver come from the fagsystem, never from arithmetic in the portal. It is shown to whoever may complain, also
         *     where only the title is released; to whoever may complain and sees no documents; to a child, where `childMayComplain` is set.
         */
        Remedy: {
            /** @enum {string} */
            kind: "MUNICIPAL_DECISION" | "BOARD_DECISION" | "ACUTE_DECISION";
            /**
             * Format: date
             * @description The last day, as a date in Oslo. Null when there is no deadline; never of an entry with a `journalpost.klagefrist`: there that one is shown.
             */
            deadline: string | null;
            receiver: string;
        };
        SubGoalState: {
            /** @description `delmal.id` of the published object. */
            id: string;
            /** @enum {string} */
            state: "NOT_STARTED" | "IN_PROGRESS" | "ACHIEVED" | "CHANGED" | "STOPPED";
            /** @description The sub-goal in further languages, by tag; each as its document's text in that language was made. */
            description?: {
                [key: string]: string;
            };
        };
        /** @description What the party is asked about a draft, in the case worker's words. */
        CommentsAsked: {
            text: string;
            language: components["schemas"]["Language"];
            /** @description The text in further languages, by tag; each as its document's text in that language was made; a machine's never where there is a `commentsUntil`. */
            translations?: {
                [key: string]: string;
            };
        };
        /** @description What became of a draft that parties were asked about. */
        DraftOutcome: {
            /**
             * @description FINISHED: there is a final one. DROPPED: there won't be.
             * @enum {string}
             */
            kind: "FINISHED" | "DROPPED";
            /** Format: date-time */
            at: string;
            /**
             * Format: uuid
             * @description The final one in this copy; absent where it is this same entry.
             */
            finalEntryId?: string | null;
            /** @description What was changed and what not, and why, for this party. */
            text?: string | null;
            language?: components["schemas"]["Language"];
            /** @description The text in further languages, by tag; each as its document's text in that language was made. */
            translations?: {
                [key: string]: string;
            };
        };
        /** @description Who made a text, how, when and of which version. Never a translator's name. */
        Provenance: {
            /** @enum {string} */
            kind: "ORIGINAL" | "CERTIFIED" | "PERSON" | "MACHINE";
            /** @description Agency or service. */
            agency?: string | null;
            /** @description E.g. the role of an employee who translated. */
            role?: string | null;
            /** Format: date-time */
            madeAt: string;
            /** @description The version of the original that this is a translation of. */
            ofVersion: string;
            /**
             * Format: date-time
             * @description When that version was made, where the fagsystem knows it.
             */
            ofVersionMadeAt?: string | null;
        };
        TextInfo: {
            language: components["schemas"]["Language"];
            direction: components["schemas"]["Direction"];
            provenance: components["schemas"]["Provenance"];
            /** @description The original has changed since. */
            outdated: boolean;
        };
        /** @description Names the file of a published `dokument` and adds what it lacks. `index` is its place in `journalpost.dokumenter`. */
        EntryDocument: {
            /** Format: uuid */
            documentId: string;
            index: number;
            version: string;
            originalLanguage: components["schemas"]["Language"];
            /** @description The title in further languages, by tag; each as the document's text in that language was made, and shown only where that text may be. */
            title?: {
                [key: string]: string;
            };
            texts: components["schemas"]["TextInfo"][];
        };
        /**
         * @description The envelope around one party's Barnevernjournalpost. Its `relaterteJournalposter` name other entries of the same copy by their `entryId`; a relation goes one way
         *     unless the other entry names this one too.
         */
        Entry: {
            version: string;
            /** Format: uuid */
            entryId: string;
            /** Format: uuid */
            caseCopyId: string;
            /**
             * @description TITLE means that only the title is released. Access can be asked for where `journalpost.innsynsforesporselStatus` is IKKE_FORESPURT or absent.
             * @enum {string}
             */
            released: "FULL" | "TITLE";
            /** Format: date-time */
            releasedAt: string;
            journalpost: components["schemas"]["Barnevernjournalpost"];
            documents: components["schemas"]["EntryDocument"][];
            remedy?: components["schemas"]["Remedy"];
            subGoalStates?: components["schemas"]["SubGoalState"][];
            /** @description Not final; the party is asked what it thinks. */
            draftForComments?: boolean;
            /** Format: date */
            commentsUntil?: string | null;
            commentsAsked?: components["schemas"]["CommentsAsked"];
            draftOutcome?: components["schemas"]["DraftOutcome"];
            /**
             * Format: date-time
             * @description When this party first really saw it.
             */
            openedAt?: string | null;
            /** @description A child without party rights may complain of this one. */
            childMayComplain?: boolean;
            inShort?: components["schemas"]["InShort"];
            understood?: components["schemas"]["Understood"];
        };
        /**
         * @description The case worker's few sentences on this entry, usually a decision, which the party reads before anything else. It belongs to the version of the entry's first
         *     document that `ofVersion` of each names.
         */
        InShort: {
            /** @description At most one in each language. */
            texts: components["schemas"]["InShortText"][];
            media: components["schemas"]["InShortMedia"][];
        };
        /** @description The sentences in one language. A machine's translation for a decision, or one with a deadline, is never shown. */
        InShortText: {
            language: components["schemas"]["Language"];
            direction: components["schemas"]["Direction"];
            /** @description Of an ORIGINAL, who wrote it. */
            writtenBy?: components["schemas"]["EmployeeRelation"];
            provenance: components["schemas"]["Provenance"];
            /** @description The decision has changed since. */
            outdated: boolean;
            /** @description What is decided. */
            what: string;
            why?: string | null;
            /** @description What happens now. */
            whatNow?: string | null;
            /** @description Until when what can be done; the date that counts is the remedy's. */
            deadline?: string | null;
            whomToCall?: string | null;
        };
        /** @description The same said by a person, or in sign language. A machine's voice is never shown. */
        InShortMedia: {
            /** Format: uuid */
            mediaId: string;
            /** @enum {string} */
            kind: "AUDIO" | "VIDEO";
            /** @enum {string} */
            mediaType: "audio/mpeg" | "audio/mp4" | "audio/ogg" | "audio/webm" | "audio/wav" | "video/mp4" | "video/webm";
            /**
             * Format: int64
             * @description Bytes.
             */
            size?: number | null;
            seconds?: number | null;
            /** @description Spoken, or of the people who use the sign language: what transcript and captions are written in. */
            language: components["schemas"]["Language"];
            /** @description Of a video in sign language, its tag, e.g. nsl for the Norwegian one. */
            signLanguage?: components["schemas"]["Language"];
            provenance: components["schemas"]["Provenance"];
            /** @description The decision has changed since. */
            outdated: boolean;
            /** @description What is said, in writing. */
            transcript?: string | null;
            captions?: components["schemas"]["Caption"][];
        };
        Caption: {
            /**
             * Format: double
             * @description Seconds from the beginning.
             */
            from: number;
            /** Format: double */
            until: number;
            text: string;
        };
        /** @enum {string} */
        UnderstoodAnswer: "YES" | "PARTLY" | "NO";
        /** @description Whether the party has understood the entry, as they said last. */
        Understood: {
            answer: components["schemas"]["UnderstoodAnswer"];
            /**
             * Format: date-time
             * @description `acceptedAt` of the submission.
             */
            at: string;
        };
        UnderstoodMessage: {
            /** Format: uuid */
            entryId: string;
            /** @description The entry's, in the original's language. */
            title: string;
            titleLanguage?: components["schemas"]["Language"];
            answer: components["schemas"]["UnderstoodAnswer"];
        };
        EntryPage: {
            entries: components["schemas"]["Entry"][];
            nextCursor?: string | null;
        };
        DocumentText: {
            /** Format: uuid */
            documentId: string;
            version: string;
            language: components["schemas"]["Language"];
            direction: components["schemas"]["Direction"];
            /**
             * @description DOCX travels base64-coded. In MARKDOWN a line `{#id}` before a block names it; in HTML the attribute `id`; in DOCX a bookmark at the beginning of the paragraph, else its `w14:paraId`. The same name in two languages says that two blocks are each other's translation.
             * @enum {string}
             */
            format: "HTML" | "MARKDOWN" | "DOCX";
            content: string;
            provenance: components["schemas"]["Provenance"];
            outdated: boolean;
            /** @description Another one whenever this text, in this language, is another one; two parties' texts that are the same may have the same. Absent: `version` says so. */
            textVersion?: string;
            /**
             * @description `blockId` of the paragraphs of this very text that the service knows aren't right, whichever party said so first: never who, when or in which words. A paragraph that nobody
             *     has confirmed isn't here.
             */
            confirmedMarks?: string[];
        };
        /** @description Exactly one of the two. */
        Author: {
            /** Format: uuid */
            personId?: string;
            /** Format: uuid */
            employeeId?: string;
        };
        /** @enum {string} */
        SubmissionKind: "MESSAGE" | "COMMENT" | "COMPLAINT" | "CONSENT_ANSWER" | "ACCESS_REQUEST" | "TRANSLATION_REQUEST" | "INTERPRETER_REQUEST" | "CALL_ME" | "MEETING_REQUEST" | "VIEW" | "ANSWER" | "LETTER" | "OPENED" | "ANSWER_PROMISE" | "UNDERSTOOD" | "PARAGRAPH_MARK" | "MARK_ANSWER";
        Submission: {
            kind: components["schemas"]["SubmissionKind"];
            author: components["schemas"]["Author"];
            /**
             * Format: date-time
             * @description When the portal answered "sent". Counts as received.
             */
            acceptedAt: string;
            /**
             * Format: uuid
             * @description The author's last delivered submission before this one in this conversation.
             */
            previous?: string | null;
            /** @description SHA-256 of the canonical JSON (RFC 8785) of `body`. */
            bodyHash: string;
            body: components["schemas"]["SubmissionBody"];
            /** @description What is known of the files that `body` names, in the same order. The files themselves come later, each by itself, or are told to be withheld; until then they are WAITING_FOR_CHECK. */
            attachments?: components["schemas"]["SubmittedAttachment"][];
        };
        SubmittedAttachment: {
            /** Format: uuid */
            attachmentId: string;
            /** @description Free of paths, control and direction characters; its ending follows the content. */
            name: string;
            mediaType: components["schemas"]["AttachmentMediaType"];
        };
        /** @description What the portal hands over; a fagsystem may have files of other kinds from elsewhere. */
        AttachmentMediaType: string;
        /**
         * @description WAITING_FOR_CHECK: the portal hasn't handed it over yet. READY: it is here. What the portal handed over was scanned for viruses; the rest the portal scans before anybody opens it there.
         *     INFECTED, REFUSED: it will never come; its author was told why, the receiver is told that a file was withheld.
         * @enum {string}
         */
        AttachmentState: "WAITING_FOR_CHECK" | "READY" | "INFECTED" | "REFUSED";
        /**
         * @description Why a file is REFUSED.
         * @enum {string}
         */
        AttachmentReason: "TYPE_NOT_ALLOWED" | "ENCRYPTED" | "ACTIVE_CONTENT" | "EMBEDDED_FILES" | "SEVERAL_TYPES" | "TOO_COMPLEX" | "BROKEN";
        Withheld: {
            /** @enum {string} */
            state: "INFECTED" | "REFUSED";
            reason?: components["schemas"]["AttachmentReason"];
        };
        MessageAttachment: {
            /** Format: uuid */
            attachmentId: string;
            name: string;
            mediaType: components["schemas"]["AttachmentMediaType"];
            /**
             * Format: int64
             * @description Bytes, once READY.
             */
            size?: number;
            state: components["schemas"]["AttachmentState"];
            reason?: components["schemas"]["AttachmentReason"];
        };
        /** @description MESSAGE (unless it has attachments) and COMMENT, COMPLAINT need `text`; a COMMENT and a COMPLAINT name the `entryId` that they are about, and what else is about an entry or document names it; CALL_ME, MEETING_REQUEST and INTERPRETER_REQUEST need `request`; ACCESS_REQUEST is a party's and needs `accessRequest`; ANSWER_PROMISE, which only employees make, needs `answerBy`; VIEW is a party's and needs `view`; ANSWER is an employee's and needs `answers`; CONSENT_ANSWER is a party's and needs `consentId`, `answer` and `consentText` (`text` is the reason, if there is one); UNDERSTOOD is a party's and needs `entryId` and `understood`, and the one accepted last holds. TRANSLATION_REQUEST is a party's and names `entryId`, `documentId` and as `language` the one that is asked for. PARAGRAPH_MARK is a party's, names `entryId` and `documentId` and needs `paragraph`. A document that was withdrawn meanwhile is no reason to refuse either. MARK_ANSWER is an employee's and needs `markAnswer`. */
        SubmissionBody: {
            /** @description At most 10 000 code points after NFC. */
            text?: string;
            language?: components["schemas"]["Language"];
            /** Format: uuid */
            entryId?: string;
            /** Format: uuid */
            documentId?: string;
            /** Format: uuid */
            consentId?: string;
            /**
             * @description Of CONSENT_ANSWER. It is registered whatever has happened meanwhile: GIVEN and REFUSED to another text than the one that holds, and what the consent's state doesn't allow,
             *     are registered without effect (`withoutEffect` in its history). WITHDRAWN takes effect whichever version it names. `consent.changed` follows.
             * @enum {string}
             */
            answer?: "GIVEN" | "REFUSED" | "WITHDRAWN";
            consentText?: components["schemas"]["ConsentTextShown"];
            /** Format: date-time */
            openedAt?: string;
            /** @description The author fears that this becomes known to others. Travels with the message. */
            afraidOfBeingKnown?: boolean;
            afraidParts?: components["schemas"]["AfraidPart"][];
            /** @description Files of a MESSAGE. */
            attachments?: string[];
            request?: components["schemas"]["ContactRequest"];
            accessRequest?: components["schemas"]["AccessRequest"];
            /**
             * Format: date
             * @description ANSWER_PROMISE: the employee has read what the party wrote, and answers on this day (Oslo) at the latest.
             */
            answerBy?: string;
            view?: components["schemas"]["View"];
            answers?: components["schemas"]["NewAnswers"];
            understood?: components["schemas"]["UnderstoodAnswer"];
            paragraph?: components["schemas"]["MarkedParagraph"];
            markAnswer?: components["schemas"]["NewMarkAnswer"];
        };
        /**
         * @description What an ACCESS_REQUEST asks to see: entries of this copy of which only the title is released, or with `wholeCase` everything that its author may
         *     be given; one of the two. `text` of the body says why; a party needs no reason, and may give none.
         *     It is `Innsynsforespoersel` of the published protocol: `begrunnelse` is `text` (empty where there is none), `fnr` is the author's, and each of `journalposter`
         *     is an entry's `journalpost.mappeId`, `systemId` and `registreringsId`. With it each entry's `innsynsforesporselStatus` becomes FORESPURT.
         *     Entries are decided one by one, and `request.decided` follows for each: granted, the entry is released FULL and GODKJENT; refused, it is AVVIST.
         */
        AccessRequest: {
            entryIds?: string[];
            wholeCase?: boolean;
        };
        /**
         * @description One of what an ACCESS_REQUEST asks to see, and how it stands: `InnsynsforespoerselSvar` of the published protocol for each entry.
         *     Without `entryId` it is the whole case.
         */
        AccessRequestItem: {
            /** Format: uuid */
            entryId?: string;
            /** @description As it is released. Absent where the entry is no longer in this copy. */
            title?: string;
            status: components["schemas"]["InnsynsforespoerselStatus"];
            /** @description Why it was decided so, in words for the author. */
            begrunnelse?: string | null;
            language?: components["schemas"]["Language"];
            /** Format: date-time */
            decidedAt?: string | null;
            remedy?: components["schemas"]["Remedy"];
        };
        /** @description The paragraph in which somebody says that something is wrong; `text` of the body holds their words, if any, in the body's `language`. */
        MarkedParagraph: {
            /** @description Of the document's text in which it stands: the original's or a translation's. */
            language: components["schemas"]["Language"];
            /** @description Its name in that text; where it has none, `b` and its place among the text's blocks, counted from 1. */
            blockId: string;
            /** @description `textVersion` of the text that was read, or `version` where it has none. */
            textVersion: string;
            /** @description How it begins, so that it is found also where blocks aren't counted. At most 500 code points. */
            excerpt: string;
        };
        /**
         * @description CONFIRMED: the paragraph isn't right, and every reader of that text is told so. NOT_WRONG: it is right.
         * @enum {string}
         */
        MarkOutcome: "CONFIRMED" | "NOT_WRONG";
        /**
         * @description What became of a PARAGRAPH_MARK of this copy; `text` of the body says it in words for the party (needed where it is NOT_WRONG). The newest holds.
         *     A mark holds for the text in which it was made: another text in its place is unmarked, until the mark is confirmed again for `textVersion`.
         */
        NewMarkAnswer: {
            /** Format: uuid */
            to: string;
            outcome: components["schemas"]["MarkOutcome"];
            /** @description Of the text that the employee has looked at. */
            textVersion: string;
        };
        /**
         * @description ASKED: registered. ORDERED: somebody translates it; `expectedOn` says until when, where that is known. INTERPRETER: there will be none in writing, it is gone through with an
         *     interpreter instead. AVAILABLE: it is among the document's texts, and `translation.available` was told. Where the text is outdated, the party may ask again. Who asks where a
         *     machine's text is there already asks for a person's: that one isn't AVAILABLE before it is there.
         * @enum {string}
         */
        TranslationState: "ASKED" | "ORDERED" | "INTERPRETER" | "AVAILABLE";
        /**
         * @description A translation that this party has asked for; the newest request for a document and language. A request for one that is AVAILABLE is a new one, for a human: what came
         *     can't be used. It was taken out again, is outdated, or is a machine's, which of what binds the portal never shows.
         */
        TranslationOrder: {
            /**
             * Format: uuid
             * @description The TRANSLATION_REQUEST, or an id of the fagsystem's where it was asked for in another way.
             */
            requestId: string;
            /** Format: uuid */
            entryId: string;
            /** Format: uuid */
            documentId: string;
            language: components["schemas"]["Language"];
            state: components["schemas"]["TranslationState"];
            /** Format: date-time */
            askedAt: string;
            /**
             * Format: date
             * @description A day in Oslo.
             */
            expectedOn?: string | null;
            /** Format: date-time */
            availableAt?: string | null;
        };
        ParagraphMark: {
            /**
             * Format: uuid
             * @description The PARAGRAPH_MARK.
             */
            markId: string;
            /** Format: uuid */
            entryId: string;
            /** Format: uuid */
            documentId: string;
            paragraph: components["schemas"]["MarkedParagraph"];
            /** @description What the party said. */
            text?: string | null;
            writtenIn?: components["schemas"]["Language"];
            /** Format: date-time */
            markedAt: string;
            /**
             * @description MARKED: nobody has answered yet.
             * @enum {string}
             */
            state: "MARKED" | "CONFIRMED" | "NOT_WRONG";
            answer?: components["schemas"]["MarkAnswer"];
        };
        MarkAnswer: {
            text?: string | null;
            language?: components["schemas"]["Language"];
            /** @description For which it holds. */
            textVersion: string;
            /** Format: date-time */
            answeredAt: string;
            byRole: components["schemas"]["EmployeeRelation"];
        };
        TextRequests: {
            translations: components["schemas"]["TranslationOrder"][];
            marks: components["schemas"]["ParagraphMark"][];
        };
        /** @description That an employee has opened something of a copy. No name, and no word of what it says. */
        LoggedAccess: {
            /**
             * Format: uuid
             * @description Tells one employee's from another's, so that what is opened several times counts once. Never shown.
             */
            employeeId: string;
            /**
             * @description What they were to the case then. EMPLOYEE: none of the others.
             * @enum {string}
             */
            role: "CONTACT_PERSON" | "STAND_IN" | "TEAM_LEADER" | "EMPLOYEE";
            /** Format: date-time */
            at: string;
            /**
             * @description CASE: whatever is neither a document nor the conversation.
             * @enum {string}
             */
            what: "CASE" | "DOCUMENT" | "CONVERSATION";
        };
        LoggedAccessPage: {
            accesses: components["schemas"]["LoggedAccess"][];
            nextCursor?: string | null;
        };
        /**
         * @description A part of `text` that its author fears becomes known to others; where that is the whole message, `afraidOfBeingKnown` says so instead.
         *     It is counted in Unicode code points of `text` as it is written here, which is NFC. Parts come in order, lie within the text, and none overlaps another;
         *     otherwise 422 `invalid`. They travel with the message, are kept with it, and are only ever shown to the author and employees: whoever considers releasing
         *     the message to others must see them.
         */
        AfraidPart: {
            /** @description Code points before it. */
            start: number;
            length: number;
        };
        /** @enum {string} */
        ViewMoment: "BEFORE_MEETING" | "AFTER_MEETING" | "ANY_TIME";
        /**
         * @description What the author was asked to go on with. Before and at any time: this is good, this must change, ask me about, don't ask me about.
         *     Afterwards: how it was, what I didn't get to say, what I didn't understand. SOMETHING_ELSE: without any of them.
         * @enum {string}
         */
        ViewPrompt: "THIS_IS_GOOD" | "THIS_MUST_CHANGE" | "ASK_ME_ABOUT" | "DO_NOT_ASK_ME_ABOUT" | "HOW_IT_WAS" | "NOT_SAID" | "NOT_UNDERSTOOD" | "SOMETHING_ELSE";
        ViewItem: {
            prompt: components["schemas"]["ViewPrompt"];
            /** @description The author's own words, in the body's `language`. At most 2 000 code points after NFC. */
            text: string;
        };
        /** @description A child's or parent's view, registered as such and in the author's own words. Each prompt stands at most once, so that it names its item. */
        View: {
            moment: components["schemas"]["ViewMoment"];
            /**
             * Format: uuid
             * @description The meeting of this copy that it is about. One that isn't known any more is no reason to refuse.
             */
            meetingId?: string;
            items: components["schemas"]["ViewItem"][];
        };
        /**
         * @description What became of what the party said. Of a VIEW or COMMENT: USED, PARTLY or NOT_USED. Of a COMPLAINT: UPHELD (the decision is changed), PARTLY_UPHELD,
         *     FORWARDED (it isn't changed, and the complaint goes on to whoever decides about it) or DISMISSED (it isn't dealt with, as when it came too late).
         * @enum {string}
         */
        AnswerOutcome: "USED" | "PARTLY" | "NOT_USED" | "UPHELD" | "PARTLY_UPHELD" | "FORWARDED" | "DISMISSED";
        /** @description The place in a plan, a decision or minutes where it shows; an entry of this copy. */
        AnswerLink: {
            /** Format: uuid */
            entryId: string;
            /** Format: uuid */
            documentId?: string;
            /** @description A block of the document's text in its original language; named as in a PARAGRAPH_MARK. */
            blockId?: string;
            /** @description `delmal.id` of a plan. */
            subGoalId?: string;
        };
        NewAnswer: {
            prompt?: components["schemas"]["ViewPrompt"];
            outcome: components["schemas"]["AnswerOutcome"];
            /** @description Why, in words for the author, in the body's `language`. At most 2 000 code points after NFC. */
            reason: string;
            link?: components["schemas"]["AnswerLink"];
        };
        /**
         * @description What became of what a party said: of each item, named by `prompt`, or without one of the whole. One that answers the same again takes the former's place.
         *     A VIEW is answered once each of its items has an answer, in one ANSWER or in several, or once the whole has one; a COMMENT or COMPLAINT once the whole has.
         *     Whoever answers in the fagsystem itself makes the same thing.
         */
        NewAnswers: {
            /**
             * Format: uuid
             * @description The VIEW, COMMENT or COMPLAINT of this copy that is answered.
             */
            to: string;
            answers: components["schemas"]["NewAnswer"][];
        };
        /** @description An answer as it holds now. */
        Answer: {
            prompt?: components["schemas"]["ViewPrompt"];
            outcome: components["schemas"]["AnswerOutcome"];
            reason: string;
            language: components["schemas"]["Language"];
            direction: components["schemas"]["Direction"];
            /** Format: date-time */
            answeredAt: string;
            byRole: components["schemas"]["EmployeeRelation"];
            link?: components["schemas"]["AnswerLink"];
            /** @description `reason` in further languages. */
            translations?: components["schemas"]["TranslatedWords"][];
        };
        /** @description A time of the week, Oslo. */
        SafeTime: {
            /** @description ISO, Monday is 1. */
            weekday: number;
            /** @description HH:MM */
            from: string;
            /** @description HH:MM, after `from`. */
            until: string;
        };
        /** @enum {string} */
        MeetingForm: "PHONE" | "VIDEO" | "IN_PERSON";
        /**
         * @description What CALL_ME, MEETING_REQUEST and INTERPRETER_REQUEST ask for; `text` of the body holds further words.
         *     It may be dangerous to call outside `times`, or to leave a message where `mayLeaveMessage` isn't true: whoever answers must see both.
         */
        ContactRequest: {
            /** @description The only times at which it is safe. Absent or empty means any time within office hours. */
            times?: components["schemas"]["SafeTime"][];
            /** @description The number to call. Absent means the one that is registered. */
            phone?: string;
            /** @description Absent means no. */
            mayLeaveMessage?: boolean;
            spokenLanguage?: components["schemas"]["Language"];
            /** @description An interpreter for `spokenLanguage` is needed; absent means no. */
            interpreter?: boolean;
            form?: components["schemas"]["MeetingForm"];
            /** @description At most 200 code points after NFC. */
            about?: string;
            /** @description Who should be there, in the author's own words. At most 200 code points after NFC. */
            participants?: string;
        };
        Registration: {
            /** Format: uuid */
            submissionId: string;
            /**
             * @description The fagsystem's own number for it, shown to the author, in receipts too. It isn't counted within the case: then what lies between two of a party's own would tell
             *     how often another party has written or read.
             */
            registrationId: string;
            /**
             * Format: int64
             * @description Place in the conversation; the display order.
             */
            position: number;
            /** Format: date-time */
            registeredAt: string;
        };
        Evidence: {
            /** Format: date-time */
            sentAt?: string;
            /** Format: date-time */
            deliveredAt?: string;
            /** Format: date-time */
            readAt?: string;
            /** Format: date-time */
            notifiedAt?: string;
        };
        /** @enum {string} */
        Side: "PARTY" | "EMPLOYEE";
        MessageAuthor: {
            side: components["schemas"]["Side"];
            /** Format: uuid */
            personId?: string;
            /** Format: uuid */
            employeeId?: string;
            name: components["schemas"]["PersonName"];
        };
        MessageTranslation: {
            language: components["schemas"]["Language"];
            direction: components["schemas"]["Direction"];
            text: string;
            provenance: components["schemas"]["Provenance"];
        };
        Message: {
            /**
             * Format: uuid
             * @description The submission's id where it came through a portal.
             */
            messageId: string;
            registrationId: string;
            /** Format: int64 */
            position: number;
            kind: components["schemas"]["SubmissionKind"];
            author: components["schemas"]["MessageAuthor"];
            text: string;
            language: components["schemas"]["Language"];
            direction?: components["schemas"]["Direction"];
            /**
             * Format: date-time
             * @description `acceptedAt` of the submission.
             */
            receivedAt: string;
            /** Format: date-time */
            registeredAt: string;
            /**
             * Format: date-time
             * @description When the other side read this far.
             */
            readAt?: string | null;
            /** @description Taken out of the case: its place stays, `text` is empty, and `request`, `attachments`, `understood`, `translations` and marks are absent. */
            withdrawn?: boolean;
            /** @description Only ever shown to the author and employees. */
            afraidOfBeingKnown?: boolean;
            afraidParts?: components["schemas"]["AfraidPart"][];
            request?: components["schemas"]["ContactRequest"];
            /** @description Of an ACCESS_REQUEST: what it asks to see, each as it stands now. */
            accessRequest?: components["schemas"]["AccessRequestItem"][];
            /**
             * Format: date
             * @description The day of an ANSWER_PROMISE, whose `text` is empty. It holds until an employee writes or promises another day.
             */
            answerBy?: string | null;
            view?: components["schemas"]["View"];
            /** @description Of a VIEW, COMMENT or COMPLAINT: what it was answered, as it holds now. Of an ANSWER: what it says. */
            answers?: components["schemas"]["Answer"][];
            /**
             * Format: uuid
             * @description Of an ANSWER.
             */
            answersTo?: string;
            understood?: components["schemas"]["UnderstoodMessage"];
            consent?: components["schemas"]["MessageConsent"];
            /**
             * Format: uuid
             * @description Of a COMMENT or COMPLAINT: the entry of this copy that it is about.
             */
            entryId?: string;
            attachments?: components["schemas"]["MessageAttachment"][];
            translations?: components["schemas"]["MessageTranslation"][];
        };
        ReadMark: {
            side: components["schemas"]["Side"];
            /** Format: int64 */
            position: number;
            /** Format: date-time */
            readAt?: string | null;
        };
        ReadMarkReport: {
            reader: components["schemas"]["Author"];
            /** Format: int64 */
            position: number;
            /** Format: date-time */
            readAt: string;
        };
        MessagePage: {
            messages: components["schemas"]["Message"][];
            readMarks: components["schemas"]["ReadMark"][];
            /**
             * Format: int64
             * @description The newest position, 0 when empty.
             */
            lastPosition: number;
            /** @description There are older messages than these. */
            more: boolean;
        };
        EmployeeLookup: {
            /** @description Entra: `oid`. Ansattporten: the id agreed with the municipality. */
            directoryId: string;
            /** @description Entra: `tid`. Ansattporten: the employer's organization number, since it tells no tenant. */
            tenantId: string;
        };
        /** @enum {string} */
        EmployeeRelation: "CONTACT_PERSON" | "STAND_IN" | "TEAM_LEADER";
        PauseChoice: {
            paused: boolean;
            /**
             * Format: uuid
             * @description Who pauses or lifts the pause.
             */
            employeeId: string;
        };
        Pause: {
            /**
             * Format: date-time
             * @description Absent where the access isn't paused.
             */
            pausedAt?: string | null;
        };
        ExportSwitchChoice: {
            off: boolean;
            /** @description Why. Empty where it is switched on again. */
            reason: string;
            /**
             * Format: uuid
             * @description Who decides it.
             */
            employeeId: string;
        };
        ExportSwitch: {
            /**
             * Format: date-time
             * @description Absent where the party may take the case along.
             */
            offSince?: string | null;
        };
        EmployeeConversation: {
            /** Format: uuid */
            caseCopyId: string;
            relation: components["schemas"]["EmployeeRelation"];
            party: {
                /** Format: uuid */
                partyId: string;
                /** Format: uuid */
                personId: string;
                role: components["schemas"]["Role"];
                name: components["schemas"]["PersonName"];
                language?: components["schemas"]["Language"];
                interpreterLanguage?: string | null;
            };
            child: components["schemas"]["Child"];
            /** Format: int64 */
            lastPosition: number;
            /** Format: date-time */
            lastAt?: string | null;
            /** @description Who wrote last. A promise to answer is no answer. */
            lastSide?: components["schemas"]["Side"];
            /** @description Messages of the party that no employee has read, but for an UNDERSTOOD that says YES: nobody needs to do anything about it. */
            unread: number;
            /** Format: date-time */
            unreadSince?: string | null;
            /**
             * Format: date-time
             * @description When the party first wrote or asked (MESSAGE, CALL_ME, MEETING_REQUEST, INTERPRETER_REQUEST) after an employee's last MESSAGE. A promise to answer is no answer.
             */
            unansweredSince?: string | null;
            /**
             * Format: date
             * @description The newest promise, while something is unanswered.
             */
            answerBy?: string | null;
            /** @description Messages of employees that the party hasn't read. */
            partyUnread?: number;
            /** @description CALL_ME, MEETING_REQUEST and INTERPRETER_REQUEST of the party after which no employee has written in this conversation (neither a promise to answer nor an ANSWER counts), oldest first. */
            openRequests?: components["schemas"]["SubmissionKind"][];
            /** @description VIEWs, COMMENTs and COMPLAINTs of the party that aren't answered: a VIEW counts until its last item has an answer (see NewAnswers). */
            unansweredViews?: number;
            /** @description ACCESS_REQUESTs of the party of which something isn't decided yet. */
            openAccessRequests?: number;
            /** @description Translations that the party has asked for and that are ASKED. */
            openTranslations?: number;
            /** @description PARAGRAPH_MARKs of the party that no MARK_ANSWER names. */
            unansweredMarks?: number;
            unopenedDecisions?: number;
            /**
             * Format: date-time
             * @description The party's access is paused since then.
             */
            pausedAt?: string | null;
            /**
             * Format: date-time
             * @description Since then the party can't take the case along as files.
             */
            exportOffSince?: string | null;
            /** Format: date-time */
            closedAt?: string | null;
        };
        EmployeeAccess: {
            version: string;
            employee: components["schemas"]["Employee"];
            conversations: components["schemas"]["EmployeeConversation"][];
        };
        /**
         * @description translation.ordered: what becomes of an order of a translation has changed: asked for, ordered, another day, an interpreter instead. translation.available: the text is there.
         *     mark.changed: the party has marked a paragraph (`side` PARTY), or it was answered (EMPLOYEE); `messageId` is the PARAGRAPH_MARK. The other parties who have the same text are told
         *     only what is confirmed, by `text.available`.
         * @enum {string}
         */
        EventType: "access.changed" | "case.changed" | "case.closed" | "entry.released" | "entry.changed" | "entry.withdrawn" | "text.available" | "translation.ordered" | "translation.available" | "translation.outdated" | "mark.changed" | "message.registered" | "message.withdrawn" | "message.read" | "attachment.changed" | "contact.changed" | "absence.changed" | "request.decided" | "view.answered" | "consent.changed" | "meeting.changed" | "plan.changed" | "letter.sent" | "letter.failed" | "person.identifier-changed";
        /** @description A CloudEvent, ids only. */
        Event: {
            /** @enum {string} */
            specversion: "1.0";
            /** @description Unique; applied once. */
            id: string;
            source: string;
            type: components["schemas"]["EventType"];
            /** Format: date-time */
            time: string;
            /** @description Opaque. */
            offset?: string;
            data: components["schemas"]["EventData"];
        };
        EventData: {
            /** Format: uuid */
            caseCopyId?: string;
            /**
             * Format: uuid
             * @description The party whose copy it is.
             */
            personId?: string;
            /** @description Employees whom it concerns now. */
            employeeIds?: string[];
            /** Format: uuid */
            entryId?: string;
            /** Format: uuid */
            documentId?: string;
            /**
             * Format: uuid
             * @description Of view.answered: the VIEW, COMMENT or COMPLAINT that was answered. Of translation.available: the message, or the ANSWER, that was translated. Of request.decided: the ACCESS_REQUEST; without `entryId` the whole case is decided.
             */
            messageId?: string;
            /** Format: int64 */
            position?: number;
            /**
             * Format: uuid
             * @description Of consent.changed: the consent that the party is asked to answer now, for the first time or in other words. Absent where anything else has happened to one, the party's
             *     own answer above all. Where it is present, whoever is away is notified that there is something new; of what, they aren't told.
             */
            askedConsentId?: string;
            side?: components["schemas"]["Side"];
            language?: components["schemas"]["Language"];
        };
        /** @description A CloudEvent that says that there is something new on the feed. It never says what. */
        FeedChanged: {
            /** @enum {string} */
            specversion: "1.0";
            /** @description The same as `webhook-id`. */
            id: string;
            source: string;
            /** @enum {string} */
            type: "feed.changed";
            /** Format: date-time */
            time: string;
        };
        EventPage: {
            events: components["schemas"]["Event"][];
            /** @description Opaque offset to ask after next time. */
            next: string;
        };
        /**
         * @description Role of a party. HOVEDPERSON is the child the case is about. A role alone gives no right to see anything.
         * @enum {string}
         */
        Rolle: "HOVEDPERSON" | "MOR" | "FAR" | "MEDMOR" | "MEDFAR" | "VERGE" | "FOSTERFORELDER";
        /** @description A party of a case. */
        Part: {
            rolle: components["schemas"]["Rolle"];
            /** @description The party's national number. */
            fodselsnummer?: string | null;
            /** @description Given name. */
            fornavn: string;
            /** @description Family name. */
            etternavn: string;
        } | null;
        /** @description A milestone, a step on the case's way. */
        Milepel: {
            /** @description Name of the milestone. */
            navn: string;
            /**
             * Format: date-time
             * @description When it begins.
             */
            startdato: string;
            /**
             * Format: date-time
             * @description When it ends.
             */
            sluttdato?: string | null;
            /** @description Free text about the milestone. */
            beskrivelse?: string | null;
        } | null;
        /**
         * @description What a link with a given text is for; SVAR is a comment, KLAGE a complaint.
         * @enum {string}
         */
        LenkeType: "SVAR" | "KLAGE";
        /** @description A link whose text follows from its type. */
        LenkePredefinert: {
            type: components["schemas"]["LenkeType"];
        } | null;
        /**
         * @description Whether the link looks like a button; absent and null mean a plain link.
         * @enum {string|null}
         */
        LenkeUtseende: "KNAPP" | "LENKE" | null;
        /**
         * @description A link with a text of its own.
         *     Rule: at least one language has a text.
         */
        LenkeEgendefinert: {
            utseende?: components["schemas"]["LenkeUtseende"];
            /** @description Text in bokmål. */
            bokmal?: string | null;
            /** @description Text in nynorsk. */
            nynorsk?: string | null;
            /** @description Text in English. */
            engelsk?: string | null;
            /** @description Text in Northern Sami. */
            nordsamisk?: string | null;
        } | null;
        /**
         * @description A link with its text.
         *     Rule: exactly one of predefinert and egendefinert is an object. (So null is no link, although the published type allows it.)
         */
        Lenke: {
            predefinert?: components["schemas"]["LenkePredefinert"];
            egendefinert?: components["schemas"]["LenkeEgendefinert"];
            /** @description Where the link leads. */
            url: string;
        } | null;
        /**
         * @description What may be sent in; SVAR is a comment, KLAGE a complaint, POST a message about the case.
         * @enum {string}
         */
        EdialogSkjemaType: "SVAR" | "KLAGE" | "POST";
        /** @description A form whose text follows from its type. */
        EdialogSkjemaPredefinert: {
            type: components["schemas"]["EdialogSkjemaType"];
        } | null;
        /**
         * @description A form with a text of its own.
         *     Rule: at least one language has a text.
         */
        EdialogSkjemaEgendefinert: {
            /** @description Text in bokmål. */
            bokmal?: string | null;
            /** @description Text in nynorsk. */
            nynorsk?: string | null;
            /** @description Text in English. */
            engelsk?: string | null;
            /** @description Text in Northern Sami. */
            nordsamisk?: string | null;
        } | null;
        /**
         * @description Something the party may send in.
         *     Rule: exactly one of predefinert and egendefinert is an object. (So null is no form, although the published type allows it.)
         */
        EdialogSkjema: {
            predefinert?: components["schemas"]["EdialogSkjemaPredefinert"];
            egendefinert?: components["schemas"]["EdialogSkjemaEgendefinert"];
            /** @description Receiver and template at the field's form service; this portal doesn't use it. */
            edialogId?: string | null;
        } | null;
        /** @description One child's case, in the copy that is released to one party. */
        Barnevernmappe: {
            /** @description Title of the case (Noark 5 M020). */
            tittel: string;
            /** @description Identifies the case within its archive (Noark 5 M003). */
            mappeId?: string | null;
            /** @description Globally unique id of the case in the archive (Noark 5 M001). */
            systemId?: string | null;
            /**
             * Format: int32
             * @description The year the case was opened (Noark 5 M011).
             */
            saksaar?: number | null;
            /**
             * Format: int32
             * @description Running number of the case within its year (Noark 5 M012).
             */
            sakssekvensnummer?: number | null;
            /** @description Free text about the case (Noark 5 M021). */
            beskrivelse?: string | null;
            /** @description The case's other parties, without the one in minPart. */
            andreParter?: components["schemas"]["Part"][] | null;
            minPart?: components["schemas"]["Part"];
            /**
             * Format: date-time
             * @description When the case last changed.
             */
            sistOppdatert?: string | null;
            /**
             * Format: date-time
             * @description When the case was closed; absent or null while it is open.
             */
            avsluttet?: string | null;
            /** @description The case's milestones. */
            milepeler?: components["schemas"]["Milepel"][] | null;
            navaerendeMilepel?: components["schemas"]["Milepel"];
            /**
             * Format: date-time
             * @description The date the case was opened (Noark 5 M100).
             */
            saksdato?: string | null;
            /** @description Name of the employee who is responsible for the case (Noark 5 M306). */
            saksansvarlig?: string | null;
            /** @description Links shown with the case. */
            lenker?: components["schemas"]["Lenke"][] | null;
            /** @description What the party may send in about the case. */
            edialogSkjemaer?: components["schemas"]["EdialogSkjema"][] | null;
            /** @description Organisation number of the unit that is responsible for the case. */
            organisasjonsnummer: string;
        };
        /**
         * @description Kind of registration (Noark 5 M082): I incoming, U outgoing, N internal to be followed up,
         *     X internal not to be followed up, S case presentation.
         * @enum {string|null}
         */
        Journalposttype: "I" | "U" | "N" | "X" | "S" | null;
        /** @description Identifies the case an entry belongs to, in the archive's own terms. */
        JournalpostMappeId: {
            /** @description Identifies the case within its archive (Noark 5 M003). */
            mappeId?: string | null;
            /** @description Globally unique id of the case in the archive (Noark 5 M001). */
            systemId?: string | null;
            /**
             * Format: int32
             * @description The year the case was opened (Noark 5 M011).
             */
            saksaar?: number | null;
            /**
             * Format: int32
             * @description Running number of the case within its year (Noark 5 M012).
             */
            sakssekvensnummer?: number | null;
        } | null;
        /** @description A person who sent or received an entry. */
        KorrespondansepartPerson: {
            /** @description The person's national number. */
            fodselsnummer?: string | null;
            /** @description Given name. */
            fornavn: string;
            /** @description Family name. */
            etternavn: string;
        } | null;
        /** @description An organisation that sent or received an entry. */
        KorrespondansepartOrganisasjon: {
            /** @description Organisation number. */
            organisasjonsnummer?: string | null;
            /** @description Name of the organisation. */
            navn: string;
            /** @description The organisation's own contact person (Noark 5 M412). */
            kontaktperson?: string | null;
        } | null;
        /**
         * @description How a correspondent took part (Noark 5 M087): EA sender, EM receiver, EK receiver of a copy,
         *     IA sender inside the organisation, IM receiver inside, IK receiver of a copy inside.
         * @enum {string}
         */
        Korrespondanseparttype: "EA" | "EM" | "EK" | "IA" | "IM" | "IK";
        /**
         * @description A sender or receiver of an entry.
         *     Rule: exactly one of person and organisasjon is an object. (So null is no correspondent, although the published type allows it.)
         */
        Korrespondansepart: {
            person?: components["schemas"]["KorrespondansepartPerson"];
            organisasjon?: components["schemas"]["KorrespondansepartOrganisasjon"];
            korrespondanseparttype: components["schemas"]["Korrespondanseparttype"];
        } | null;
        /** @description A file of an entry. */
        Dokument: {
            /** @description File name. */
            filnavn: string;
            /**
             * Format: int64
             * @description Size in bytes.
             */
            storrelse?: number | null;
            /** @description Media type. */
            mimeType: string;
            /** @description Title to show. */
            tittel: string;
            /** @description Where to download the file. */
            lenke?: string | null;
            /**
             * Format: int32
             * @description The file's place in its SvarUt dispatch, from 1.
             */
            svarUtFilnummer?: number | null;
        } | null;
        /**
         * @description What the entry is; VEDTAK a decision, MOTEREFERAT minutes of a meeting, TILTAKSPLAN a measures plan. Not nullable.
         * @enum {string}
         */
        Dokumenttype: "VEDTAK" | "MOTEREFERAT" | "TILTAKSPLAN";
        /**
         * @description Where a request to see the entry stands. These are the entry's own states; the protocol that carries a request
         *     has others (InnsynsforespoerselStatus).
         * @enum {string|null}
         */
        InnsynsforesporselStatus: "IKKE_FORESPURT" | "FORESPURT" | "GODKJENT" | "AVVIST" | null;
        /**
         * @description State of a measures plan: AKTIV in force, AVSLUTTET ended, MANUELT_AVSLUTTET ended by hand.
         *     The last value ends in a space. That is how it is published, so it is kept, and a value without the space is not valid.
         * @enum {string}
         */
        Tiltaksstatus: "AKTIV" | "AVSLUTTET" | "MANUELT_AVSLUTTET ";
        /** @description A sub-goal of a measures plan. It has no state of its own here. */
        Delmal: {
            /** @description Identifies the sub-goal. */
            id: string;
            /** @description What is to be reached. */
            beskrivelse: string;
        };
        /** @description What a measures plan consists of. Published without a type; the entry's rules allow an object or null. */
        TiltaksplanDetaljer: {
            tiltaksstatus: components["schemas"]["Tiltaksstatus"];
            /**
             * Format: date-time
             * @description When the plan begins.
             */
            startdato: string;
            /**
             * Format: date-time
             * @description When the plan ends.
             */
            sluttdato: string;
            /** @description The plan's sub-goals. */
            delmal: components["schemas"]["Delmal"][];
        } | null;
        /**
         * @description One registered entry of a case: a decision, minutes, a plan, a letter or a message.
         *     Rule: where innsynsforesporselStatus is IKKE_FORESPURT, mappeId is an object and systemId a text that isn't blank.
         *     Rule: tiltaksplanDetaljer is an object where dokumenttype is TILTAKSPLAN; in all other cases it is absent or null.
         */
        Barnevernjournalpost: {
            /** @description Title of the entry (Noark 5 M020). */
            tittel: string;
            /**
             * Format: uuid
             * @description Message id under which the case itself was published.
             */
            forelderMeldingId: string;
            journalposttype?: components["schemas"]["Journalposttype"];
            mappeId?: components["schemas"]["JournalpostMappeId"];
            /**
             * Format: int32
             * @description Running number of the entry within its case.
             */
            journalpostnummer?: number | null;
            /** @description Globally unique id of the entry in the archive (Noark 5 M001). */
            systemId?: string | null;
            /** @description Identifies the registration within its archive (Noark 5 M004). */
            registreringsId?: string | null;
            /**
             * Format: date-time
             * @description When the entry was registered (Noark 5 M101).
             */
            journaldato?: string | null;
            /**
             * Format: date-time
             * @description The date that stands on the document itself (Noark 5 M103).
             */
            dokumentetsDato?: string | null;
            /** @description Id of the dispatch, where the entry was sent to the party through SvarUt. */
            svarUtForsendelseId?: string | null;
            /** @description Id of the consent that the entry belongs to. */
            samtykkeId?: string | null;
            /** @description The parties who see this entry. */
            eksponertFor?: components["schemas"]["Part"][] | null;
            /** @description Free text about the entry (Noark 5 M021). */
            beskrivelse?: string | null;
            /** @description Links shown with the entry. */
            lenker?: components["schemas"]["Lenke"][] | null;
            /**
             * Format: date-time
             * @description Deadline for a complaint. It is published as a point in time; what counts is its date in Oslo.
             */
            klagefrist?: string | null;
            /** @description Who sent or received the entry. */
            korrespondanseparter?: components["schemas"]["Korrespondansepart"][] | null;
            /** @description The entry's files. */
            dokumenter?: components["schemas"]["Dokument"][] | null;
            dokumenttype?: components["schemas"]["Dokumenttype"];
            innsynsforesporselStatus?: components["schemas"]["InnsynsforesporselStatus"];
            /** @description Message ids of other entries that this one has to do with. */
            relaterteJournalposter?: string[] | null;
            /** @description Whether the entry belongs on the timeline; absent and null mean no. */
            tidslinje?: boolean | null;
            /** @description What the party may send in about the entry. */
            edialogSkjemaer?: components["schemas"]["EdialogSkjema"][] | null;
            tiltaksplanDetaljer?: components["schemas"]["TiltaksplanDetaljer"];
        };
        /**
         * @description The protocol's states of a request: MANUELL_BEHANDLING an employee has to look at it, UNDER_BEHANDLING it is being
         *     looked at, INNVILGET granted, AVVIST refused.
         * @enum {string}
         */
        InnsynsforespoerselStatus: "MANUELL_BEHANDLING" | "UNDER_BEHANDLING" | "INNVILGET" | "AVVIST";
    };
    responses: {
        /** @description What went wrong. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description It doesn't exist here. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        PersonId: string;
        CaseCopyId: string;
        EntryId: string;
        DocumentId: string;
        SubmissionId: string;
        AttachmentId: string;
        MessageId: string;
        EmployeeId: string;
        Cursor: string;
        Limit: number;
        IfNoneMatch: string;
    };
    requestBodies: never;
    headers: {
        /** @description The resource's version in quotes. */
        ETag: string;
    };
    pathItems: never;
}
export type Problem = components['schemas']['Problem'];
export type Health = components['schemas']['Health'];
export type Language = components['schemas']['Language'];
export type Direction = components['schemas']['Direction'];
export type Role = components['schemas']['Role'];
export type PersonName = components['schemas']['PersonName'];
export type PersonLookup = components['schemas']['PersonLookup'];
export type Person = components['schemas']['Person'];
export type Protection = components['schemas']['Protection'];
export type Grant = components['schemas']['Grant'];
export type Grants = components['schemas']['Grants'];
export type CaseAccess = components['schemas']['CaseAccess'];
export type Child = components['schemas']['Child'];
export type PersonAccess = components['schemas']['PersonAccess'];
export type Contact = components['schemas']['Contact'];
export type Party = components['schemas']['Party'];
export type Team = components['schemas']['Team'];
export type Employee = components['schemas']['Employee'];
export type Absence = components['schemas']['Absence'];
export type OfficeHours = components['schemas']['OfficeHours'];
export type ContactPerson = components['schemas']['ContactPerson'];
export type Meeting = components['schemas']['Meeting'];
export type TranslatedWords = components['schemas']['TranslatedWords'];
export type MilestoneTranslations = components['schemas']['MilestoneTranslations'];
export type ConsentState = components['schemas']['ConsentState'];
export type ConsentText = components['schemas']['ConsentText'];
export type EarlierConsentText = components['schemas']['EarlierConsentText'];
export type ConsentStepKind = components['schemas']['ConsentStepKind'];
export type ConsentStep = components['schemas']['ConsentStep'];
export type Consent = components['schemas']['Consent'];
export type ConsentTextShown = components['schemas']['ConsentTextShown'];
export type MessageConsent = components['schemas']['MessageConsent'];
export type CaseCopy = components['schemas']['CaseCopy'];
export type Remedy = components['schemas']['Remedy'];
export type SubGoalState = components['schemas']['SubGoalState'];
export type CommentsAsked = components['schemas']['CommentsAsked'];
export type DraftOutcome = components['schemas']['DraftOutcome'];
export type Provenance = components['schemas']['Provenance'];
export type TextInfo = components['schemas']['TextInfo'];
export type EntryDocument = components['schemas']['EntryDocument'];
export type Entry = components['schemas']['Entry'];
export type InShort = components['schemas']['InShort'];
export type InShortText = components['schemas']['InShortText'];
export type InShortMedia = components['schemas']['InShortMedia'];
export type Caption = components['schemas']['Caption'];
export type UnderstoodAnswer = components['schemas']['UnderstoodAnswer'];
export type Understood = components['schemas']['Understood'];
export type UnderstoodMessage = components['schemas']['UnderstoodMessage'];
export type EntryPage = components['schemas']['EntryPage'];
export type DocumentText = components['schemas']['DocumentText'];
export type Author = components['schemas']['Author'];
export type SubmissionKind = components['schemas']['SubmissionKind'];
export type Submission = components['schemas']['Submission'];
export type SubmittedAttachment = components['schemas']['SubmittedAttachment'];
export type AttachmentMediaType = components['schemas']['AttachmentMediaType'];
export type AttachmentState = components['schemas']['AttachmentState'];
export type AttachmentReason = components['schemas']['AttachmentReason'];
export type Withheld = components['schemas']['Withheld'];
export type MessageAttachment = components['schemas']['MessageAttachment'];
export type SubmissionBody = components['schemas']['SubmissionBody'];
export type AccessRequest = components['schemas']['AccessRequest'];
export type AccessRequestItem = components['schemas']['AccessRequestItem'];
export type MarkedParagraph = components['schemas']['MarkedParagraph'];
export type MarkOutcome = components['schemas']['MarkOutcome'];
export type NewMarkAnswer = components['schemas']['NewMarkAnswer'];
export type TranslationState = components['schemas']['TranslationState'];
export type TranslationOrder = components['schemas']['TranslationOrder'];
export type ParagraphMark = components['schemas']['ParagraphMark'];
export type MarkAnswer = components['schemas']['MarkAnswer'];
export type TextRequests = components['schemas']['TextRequests'];
export type LoggedAccess = components['schemas']['LoggedAccess'];
export type LoggedAccessPage = components['schemas']['LoggedAccessPage'];
export type AfraidPart = components['schemas']['AfraidPart'];
export type ViewMoment = components['schemas']['ViewMoment'];
export type ViewPrompt = components['schemas']['ViewPrompt'];
export type ViewItem = components['schemas']['ViewItem'];
export type View = components['schemas']['View'];
export type AnswerOutcome = components['schemas']['AnswerOutcome'];
export type AnswerLink = components['schemas']['AnswerLink'];
export type NewAnswer = components['schemas']['NewAnswer'];
export type NewAnswers = components['schemas']['NewAnswers'];
export type Answer = components['schemas']['Answer'];
export type SafeTime = components['schemas']['SafeTime'];
export type MeetingForm = components['schemas']['MeetingForm'];
export type ContactRequest = components['schemas']['ContactRequest'];
export type Registration = components['schemas']['Registration'];
export type Evidence = components['schemas']['Evidence'];
export type Side = components['schemas']['Side'];
export type MessageAuthor = components['schemas']['MessageAuthor'];
export type MessageTranslation = components['schemas']['MessageTranslation'];
export type Message = components['schemas']['Message'];
export type ReadMark = components['schemas']['ReadMark'];
export type ReadMarkReport = components['schemas']['ReadMarkReport'];
export type MessagePage = components['schemas']['MessagePage'];
export type EmployeeLookup = components['schemas']['EmployeeLookup'];
export type EmployeeRelation = components['schemas']['EmployeeRelation'];
export type PauseChoice = components['schemas']['PauseChoice'];
export type Pause = components['schemas']['Pause'];
export type ExportSwitchChoice = components['schemas']['ExportSwitchChoice'];
export type ExportSwitch = components['schemas']['ExportSwitch'];
export type EmployeeConversation = components['schemas']['EmployeeConversation'];
export type EmployeeAccess = components['schemas']['EmployeeAccess'];
export type EventType = components['schemas']['EventType'];
export type Event = components['schemas']['Event'];
export type EventData = components['schemas']['EventData'];
export type FeedChanged = components['schemas']['FeedChanged'];
export type EventPage = components['schemas']['EventPage'];
export type Rolle = components['schemas']['Rolle'];
export type Part = components['schemas']['Part'];
export type Milepel = components['schemas']['Milepel'];
export type LenkeType = components['schemas']['LenkeType'];
export type LenkePredefinert = components['schemas']['LenkePredefinert'];
export type LenkeUtseende = components['schemas']['LenkeUtseende'];
export type LenkeEgendefinert = components['schemas']['LenkeEgendefinert'];
export type Lenke = components['schemas']['Lenke'];
export type EdialogSkjemaType = components['schemas']['EdialogSkjemaType'];
export type EdialogSkjemaPredefinert = components['schemas']['EdialogSkjemaPredefinert'];
export type EdialogSkjemaEgendefinert = components['schemas']['EdialogSkjemaEgendefinert'];
export type EdialogSkjema = components['schemas']['EdialogSkjema'];
export type Barnevernmappe = components['schemas']['Barnevernmappe'];
export type Journalposttype = components['schemas']['Journalposttype'];
export type JournalpostMappeId = components['schemas']['JournalpostMappeId'];
export type KorrespondansepartPerson = components['schemas']['KorrespondansepartPerson'];
export type KorrespondansepartOrganisasjon = components['schemas']['KorrespondansepartOrganisasjon'];
export type Korrespondanseparttype = components['schemas']['Korrespondanseparttype'];
export type Korrespondansepart = components['schemas']['Korrespondansepart'];
export type Dokument = components['schemas']['Dokument'];
export type Dokumenttype = components['schemas']['Dokumenttype'];
export type InnsynsforesporselStatus = components['schemas']['InnsynsforesporselStatus'];
export type Tiltaksstatus = components['schemas']['Tiltaksstatus'];
export type Delmal = components['schemas']['Delmal'];
export type TiltaksplanDetaljer = components['schemas']['TiltaksplanDetaljer'];
export type Barnevernjournalpost = components['schemas']['Barnevernjournalpost'];
export type InnsynsforespoerselStatus = components['schemas']['InnsynsforespoerselStatus'];
export type ResponseProblem = components['responses']['Problem'];
export type ResponseNotFound = components['responses']['NotFound'];
export type ParameterPersonId = components['parameters']['PersonId'];
export type ParameterCaseCopyId = components['parameters']['CaseCopyId'];
export type ParameterEntryId = components['parameters']['EntryId'];
export type ParameterDocumentId = components['parameters']['DocumentId'];
export type ParameterSubmissionId = components['parameters']['SubmissionId'];
export type ParameterAttachmentId = components['parameters']['AttachmentId'];
export type ParameterMessageId = components['parameters']['MessageId'];
export type ParameterEmployeeId = components['parameters']['EmployeeId'];
export type ParameterCursor = components['parameters']['Cursor'];
export type ParameterLimit = components['parameters']['Limit'];
export type ParameterIfNoneMatch = components['parameters']['IfNoneMatch'];
export type HeaderETag = components['headers']['ETag'];
export type $defs = Record<string, never>;
export interface operations {
    getHealth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    lookupPerson: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PersonLookup"];
            };
        };
        responses: {
            /** @description The person. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Person"];
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    getPersonAccess: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                personId: components["parameters"]["PersonId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer that every access decision of the portal rests on. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PersonAccess"];
                };
            };
            /** @description Unchanged. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    getCaseCopy: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The copy. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CaseCopy"];
                };
            };
            /** @description Unchanged. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listEntries: {
        parameters: {
            query?: {
                cursor?: components["parameters"]["Cursor"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of entries. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EntryPage"];
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    getEntry: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                entryId: components["parameters"]["EntryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The entry. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entry"];
                };
            };
            /** @description Unchanged. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    getDocumentContent: {
        parameters: {
            query?: never;
            header?: {
                Range?: string;
                "If-Range"?: string;
            };
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                documentId: components["parameters"]["DocumentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of it. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Accept-Ranges"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The part that was asked for. */
            206: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            404: components["responses"]["NotFound"];
            /** @description Not a part of this file. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getDocumentText: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                documentId: components["parameters"]["DocumentId"];
                language: components["schemas"]["Language"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The text with its provenance. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentText"];
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    getMediaContent: {
        parameters: {
            query?: never;
            header?: {
                Range?: string;
                "If-Range"?: string;
            };
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                entryId: components["parameters"]["EntryId"];
                mediaId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of it. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Accept-Ranges"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description The part that was asked for. */
            206: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    "Content-Range"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            404: components["responses"]["NotFound"];
            /** @description Not a part of this file. */
            416: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    putSubmission: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                submissionId: components["parameters"]["SubmissionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Submission"];
            };
        };
        responses: {
            /** @description It was registered already; the same answer again. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            /** @description Registered. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Problem"];
            412: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
    putEvidence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                submissionId: components["parameters"]["SubmissionId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Evidence"];
            };
        };
        responses: {
            /** @description Kept with the submission in the system of record. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    putAttachmentContent: {
        parameters: {
            query?: never;
            header: {
                /** @description Of the body, RFC 9530: `sha-256=:BASE64:` */
                "Content-Digest": string;
            };
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                submissionId: components["parameters"]["SubmissionId"];
                attachmentId: components["parameters"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description It was stored already. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description Stored. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Problem"];
            422: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
    putAttachmentWithheld: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                submissionId: components["parameters"]["SubmissionId"];
                attachmentId: components["parameters"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Withheld"];
            };
        };
        responses: {
            /** @description Noted. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
    getAttachmentContent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                messageId: components["parameters"]["MessageId"];
                attachmentId: components["parameters"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The file. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "*/*": string;
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    getTextRequests: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description What was asked for and said. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TextRequests"];
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listAccesses: {
        parameters: {
            query?: {
                cursor?: components["parameters"]["Cursor"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of accesses. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LoggedAccessPage"];
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listMessages: {
        parameters: {
            query?: {
                /** @description Only messages with a smaller position. */
                beforePosition?: number;
                /** @description Only messages of this kind. */
                kind?: components["schemas"]["SubmissionKind"];
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of messages and the conversation's read marks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MessagePage"];
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    putReadMark: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ReadMarkReport"];
            };
        };
        responses: {
            /** @description The mark that holds now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ReadMark"];
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    putPause: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PauseChoice"];
            };
        };
        responses: {
            /** @description As it holds now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Pause"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    putExportSwitch: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ExportSwitchChoice"];
            };
        };
        responses: {
            /** @description As it holds now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ExportSwitch"];
                };
            };
            403: components["responses"]["Problem"];
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    lookupEmployee: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["EmployeeLookup"];
            };
        };
        responses: {
            /** @description The employee. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Employee"];
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    getEmployeeAccess: {
        parameters: {
            query?: never;
            header?: {
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                employeeId: components["parameters"]["EmployeeId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer that every access decision for this employee rests on; its conversations double as the inbox. */
            200: {
                headers: {
                    ETag: components["headers"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmployeeAccess"];
                };
            };
            /** @description Unchanged. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    putAbsence: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                employeeId: components["parameters"]["EmployeeId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Absence"];
            };
        };
        responses: {
            /** @description As it holds now. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Absence"];
                };
            };
            404: components["responses"]["NotFound"];
            default: components["responses"]["Problem"];
        };
    };
    listEvents: {
        parameters: {
            query?: {
                after?: string;
                wait?: number;
                limit?: components["parameters"]["Limit"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            410: components["responses"]["Problem"];
            default: components["responses"]["Problem"];
        };
    };
}
