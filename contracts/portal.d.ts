// Made from the contract by `npm run generate`; change the contract instead.

export interface paths {
    "/api/public/context": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who serves this host, in which languages, and how a person is reached without any log-in */
        get: operations["getPublicContext"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is logged in and which cases there are to see */
        get: operations["getCitizen"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/language": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose the portal's language, for this and later log-ins */
        put: operations["putCitizenLanguage"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/only": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The one document that this log-in shows, where it shows only one */
        get: operations["getOnlyDocument"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/only/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The original file of the one document that this log-in shows, streamed with Range */
        get: operations["getOnlyDocumentContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When the session ends. Asking is no activity. */
        get: operations["getCitizenSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/session/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stay logged in */
        post: operations["extendCitizenSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/logins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own log-ins, those of now and of the last 90 days, newest first */
        get: operations["listCitizenLogIns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/logins/end-others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End all one's log-ins but this one; their tabs show nothing personal within a second */
        post: operations["endOtherCitizenLogIns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/logins/{logInId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of one's own other log-ins. Somebody else's doesn't exist; an ended one stays ended. */
        delete: operations["endCitizenLogIn"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What has happened after a position; the polling twin of the WebSocket */
        get: operations["listCitizenEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The case as released to this party */
        get: operations["getCase"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/plan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was agreed, how it is going, which drafts one is asked about, and what has happened so far */
        get: operations["getPlan"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far it has come that one takes one's case along as files */
        get: operations["getExport"];
        put?: never;
        /**
         * Order all one may see of the case as one ZIP file
         * @description Needs a fresh log-in at level high. It is made in the background, also when the page is left. One at a time: while one is
         *     being made or ready, that one is the answer.
         */
        post: operations["orderExport"];
        /** Stop making it, or erase the one that is ready */
        delete: operations["cancelExport"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/export/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin the one download
         * @description Needs a fresh log-in at level high. Everything in the archive is decided about anew: where something was taken back since, it is void
         *     and erased. From now on only this log-in can fetch it, for ten minutes; a download that breaks off in the middle may be begun again by it until then.
         */
        post: operations["beginExportDownload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/export/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The archive, after its download was begun. Everything in it is decided about once more; once all of it has gone out, it is erased. */
        get: operations["getExportContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/meetings/{meetingId}/calendar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A planned meeting for one's own calendar
         * @description An iCalendar file under a neutral file name, with a neutral title in the session's language and the time. Neither name nor place nor what it is about: calendars
         *     are shared, and seen on locked screens. The same meeting has the same UID, so that a moved one takes its former place.
         */
        get: operations["getMeetingCalendar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/entries": {
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
    "/api/citizen/cases/{caseCopyId}/entries/{entryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One entry */
        get: operations["getEntry"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/entries/{entryId}/opened": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Its first block or page has really been on screen. Reported to the fagsystem once. */
        put: operations["putEntryOpened"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/entries/{entryId}/documents/{documentId}/text": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The document as blocks, in the original and in one translation */
        get: operations["getDocumentText"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/entries/{entryId}/documents/{documentId}/show-only": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * From now on this log-in shows nothing but this document, for somebody who reads it beside one
         * @description The session that asks ends, and another takes its place that opens only `/api/citizen/only` and its file, and says when it ends; everything else is answered
         *     as to nobody. There is no way back but logging in again, for which the provider is asked anew.
         */
        post: operations["showOnlyDocument"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/text-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which translations one has asked for, and in which paragraphs one says that something is wrong
         * @description While the fagsystem doesn't answer, only what is on its way is here.
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
    "/api/citizen/cases/{caseCopyId}/entries/{entryId}/documents/{documentId}/translations/{language}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Ask for a document in a language in which it isn't there, is outdated, or is only a machine's
         * @description Asked from two devices, or twice, it is one request: 201 the first time, 200 from then on. Once there is a person's translation that holds, or it is gone through with an interpreter, asking
         *     changes nothing either. In a closed case: 422 `case-closed`.
         */
        put: operations["putTranslationRequest"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/mark-drafts/{paragraph}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one had begun to say about a paragraph */
        get: operations["getMarkDraft"];
        /**
         * Save what is being said about a paragraph
         * @description As with a message's draft, nothing is overwritten that another device saved in between. What was sent is no draft any more.
         */
        put: operations["putMarkDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/entries/{entryId}/documents/{documentId}/marks/{markId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say that something is wrong in a paragraph
         * @description The client makes `markId` (UUIDv7). The same promises as for a message. It is marked for oneself at once, and for nobody else before the contact person has confirmed it.
         *     A text that has changed since it was read, or a paragraph that it doesn't have: 422 `text-changed`. In a closed case: 422 `case-closed`. What was written stays a draft.
         */
        put: operations["putMark"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/entries/{entryId}/documents/{documentId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The original file, streamed with Range */
        get: operations["getDocumentContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/entries/{entryId}/in-short/{mediaId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A voice or a sign-language video of an entry's in-short, streamed with Range
         * @description Its type is the one that `InShortMedia` says. It is shown in the page and never offered as a file.
         */
        get: operations["getInShortContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/entries/{entryId}/understood": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one has said last of whether one has understood the entry */
        get: operations["getUnderstood"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/entries/{entryId}/understood/{answerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say whether one has understood the entry; the last one holds
         * @description The client makes `answerId` (UUIDv7). The same promises as for a message: 201 means durably accepted, the same again answers 200, the same id with another body
         *     409 `other-body`. The contact person gets it as a part of the conversation.
         */
        put: operations["putUnderstood"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/conversation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The conversation with the contact person, oldest first within the page; own messages on their way stand last */
        get: operations["getConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/conversation/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** The newest message whose end has been visible for a second. Monotonic. */
        put: operations["putCitizenRead"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/conversation/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one had begun to write */
        get: operations["getCitizenDraft"];
        /**
         * Save the draft
         * @description `revision` is the one this text was based on. Where another device saved in between, 409 `draft-conflict` answers with the saved draft, and nothing is overwritten.
         */
        put: operations["putCitizenDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/conversation/messages/{messageId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Send a message
         * @description The client makes `messageId` (UUIDv7). 201 means durably accepted: from now it is *sent*. The same id and body again: 200 and the message as it stands now;
         *     the same id with another body: 409 `other-body`.
         */
        put: operations["putCitizenMessage"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/conversation/messages/{messageId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take it back within ten seconds; it becomes the draft again, with its files. Afterwards 409 `undo-too-late`. */
        post: operations["undoCitizenMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/conversation/messages/{messageId}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A receipt to keep, for a message or a request of one's own
         * @description A PDF in the session's language under a neutral file name: what was written, when it was sent and delivered, the fagsystem's number. Never whether
         *     anybody read it. What the portal has erased comes from the fagsystem; while that doesn't answer: 503 `receipt-unavailable`.
         */
        get: operations["getMessageReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/conversation/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files of one's own draft here, the same on every device, in the order in which they came */
        get: operations["listCitizenAttachments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/conversation/attachments/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far one file of one's own draft has come */
        get: operations["getCitizenAttachment"];
        /**
         * Add a file to one's draft
         * @description The body is the file itself, at most 25 MiB, with its length said beforehand. The client makes `attachmentId` (UUIDv7). 201: kept, and it will be checked;
         *     the same id and file again: 200 and how it stands now; the same id with another file: 409 `other-body`. Nothing of a file that didn't arrive whole is kept.
         *     What a first look shows to be unacceptable is refused at once and not kept: 422 `file-refused` with `reason`. Also 422 `file-empty`, `too-many-files` (10) and
         *     `files-too-large` (100 MiB in all), `files-waiting` (500 MiB of all one's files that aren't delivered yet), 413 `file-too-large`.
         */
        put: operations["putCitizenAttachment"];
        post?: never;
        /** Take a file out of one's draft; it is gone. One that is gone, or was sent, isn't there. */
        delete: operations["deleteCitizenAttachment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/conversation/messages/{messageId}/attachments/{attachmentId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file of a message, to keep. Only one that is READY is there.
         * @description Under a neutral name, never shown as a page of the portal's own.
         */
        get: operations["getCitizenAttachmentContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One's own requests to be called, to meet and for an interpreter, newest first, with what became of them
         * @description The newest ones that came through this portal. Works while the fagsystem doesn't answer.
         */
        get: operations["listRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/requests/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The request that one had begun to fill in */
        get: operations["getRequestDraft"];
        /**
         * Save the request that is being filled in, with all its parts in one text of the page's own making
         * @description As with a message's draft, nothing is overwritten that another device saved in between. What was sent is no draft any more.
         */
        put: operations["putRequestDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/requests/{requestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Ask to be called, to meet or for an interpreter
         * @description The client makes `requestId` (UUIDv7). The same promises as for a message: 201 means durably accepted, the same again answers 200,
         *     the same id with another body 409 `other-body`. It can't be undone, and it waits for nothing else that was sent.
         */
        put: operations["putRequest"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One's own views, comments and complaints, newest first, each with what became of it
         * @description While the fagsystem doesn't answer, only what is on its way is here.
         */
        get: operations["listViews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/views/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The view that one had begun to write */
        get: operations["getViewDraft"];
        /**
         * Save the view that is being written, with all its parts in one text of the page's own making
         * @description As with a message's draft, nothing is overwritten that another device saved in between. What was sent is no draft any more.
         */
        put: operations["putViewDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/views/{viewId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Hand in a view, which is registered in the fagsystem as this party's
         * @description The client makes `viewId` (UUIDv7). The same promises as for a message: 201 means durably accepted, the same again answers 200,
         *     the same id with another body 409 `other-body`. It can't be undone, and it waits for nothing else that was sent.
         */
        put: operations["putView"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/access-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What one has asked to see, newest first, each with what became of it
         * @description While the fagsystem doesn't answer, only what is on its way is here.
         */
        get: operations["listAccessRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/access-requests/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The request to see something that one had begun to write */
        get: operations["getAccessRequestDraft"];
        /**
         * Save the request that is being written, with all its parts in one text of the page's own making
         * @description As with a message's draft, nothing is overwritten that another device saved in between. What was sent is no draft any more.
         */
        put: operations["putAccessRequestDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/access-requests/{accessRequestId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Ask to see documents of which only the title is released, or the whole case
         * @description The client makes `accessRequestId` (UUIDv7). The same promises as for a message: 201 means durably accepted, the same again answers 200,
         *     the same id with another body 409 `other-body`. It can't be undone, and it waits for nothing else that was sent.
         *     Seeing documents never rests on an old answer, so that it can't be asked while the fagsystem is silent. An entry that isn't in one's own copy: 404.
         */
        put: operations["putAccessRequest"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/looks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * When employees have looked at this copy of the case, in the portal and as far as it tells in the fagsystem, newest first, by what they are to the case
         * @description Never who by name, and never what another party does. What the same employee opens while logged in counts as one look, told by when it began: pages
         *     that fetch themselves anew, because of whatever happens in the case, are told by nothing. In the fagsystem the case, documents and the conversation
         *     are a look each; whoever has no right to documents isn't told that one was opened.
         */
        get: operations["listLooks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * What one is asked to agree to and what one has answered; first what waits, then newest first
         * @description Needs the log-in level that documents need. Never whether anybody else is asked, or has answered.
         */
        get: operations["listConsents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/consents/{consentId}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The answer that one had begun, with what was chosen */
        get: operations["getConsentDraft"];
        /**
         * Keep the answer that one has begun, with all its parts in one text of the page's own making
         * @description As with a message's draft, nothing is overwritten that another device saved in between. What was sent is no draft any more.
         */
        put: operations["putConsentDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/consents/{consentId}/answers/{answerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say yes or no to a consent, or withdraw one
         * @description The client makes `answerId` (UUIDv7). The same promises as for a message: 201 means durably accepted, the same again answers 200, the same id with another body 409
         *     `other-body`. It can't be undone; a later answer takes its place.
         *
         *     It needs a log-in that isn't older than the portal's setting says: 403 `log-in-again`. `shown` is what ConsentList gave with the text on the screen; made up or changed:
         *     400. Where another text holds by now: 409 `consent-changed`. Where there is nothing to answer (any more): 409 `consent-answered`, `consent-expired`,
         *     `consent-cancelled`, `consent-replaced` or `consent-closed`. Withdrawing is never refused because of a newer text, or because the case is closed.
         *     While the fagsystem doesn't answer, it is accepted as it is, and the fagsystem decides at delivery whether it still takes effect.
         */
        put: operations["putConsentAnswer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/consents/{consentId}/answers/{answerId}/receipt": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A receipt to keep, for an answer of one's own
         * @description As a message's, with the text that was answered in the version in which it was shown. While what it says can't be had, 503 `receipt-unavailable`.
         */
        get: operations["getConsentReceipt"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/entries/{entryId}/comments/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The comment on a document that one had begun to write */
        get: operations["getCommentDraft"];
        /**
         * Save the comment that is being written, with all its parts in one text of the page's own making
         * @description As with a message's draft, nothing is overwritten that another device saved in between. What was sent is no draft any more. It is kept also where the document is gone.
         */
        put: operations["putCommentDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/entries/{entryId}/comments/{viewId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Hand in a comment on a document
         * @description The client makes `viewId` (UUIDv7). The same promises as for a message: 201 means durably accepted, the same again answers 200,
         *     the same id with another body 409 `other-body`. It can't be undone, and it waits for nothing else that was sent. Where the fagsystem takes
         *     no comments on this entry through the portal, it answers 409 `not-taken-here`.
         */
        put: operations["putComment"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/entries/{entryId}/complaints/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The complaint about a decision that one had begun to write */
        get: operations["getComplaintDraft"];
        /**
         * Save the complaint that is being written, with all its parts in one text of the page's own making
         * @description As with a message's draft, nothing is overwritten that another device saved in between. What was sent is no draft any more. It is kept also where the document is gone.
         */
        put: operations["putComplaintDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/citizen/cases/{caseCopyId}/entries/{entryId}/complaints/{viewId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Hand in a complaint about a decision
         * @description The client makes `viewId` (UUIDv7). The same promises as for a message: 201 means durably accepted, the same again answers 200,
         *     the same id with another body 409 `other-body`. It can't be undone, and it waits for nothing else that was sent. Where this
         *     decision is complained of elsewhere, as in a court, it answers 409 `not-taken-here`. After the deadline it
         *     is accepted too: whether it is dealt with is the service's to decide.
         */
        put: operations["putComplaint"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is logged in */
        get: operations["getEmployee"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/language": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Choose the portal's language */
        put: operations["putEmployeeLanguage"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** When the session ends. Asking is no activity. */
        get: operations["getEmployeeSession"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/session/extend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stay logged in */
        post: operations["extendEmployeeSession"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/logins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own log-ins, those of now and of the last 90 days, newest first */
        get: operations["listEmployeeLogIns"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/logins/end-others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End all one's log-ins but this one; their tabs show nothing personal within a second */
        post: operations["endOtherEmployeeLogIns"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/logins/{logInId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** End one of one's own other log-ins. Somebody else's doesn't exist; an ended one stays ended. */
        delete: operations["endEmployeeLogIn"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What has happened after a position; the polling twin of the WebSocket */
        get: operations["listEmployeeEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/inbox": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All conversations this employee may open, those that wait for an answer first
         * @description While the fagsystem doesn't answer, nobody can say whose conversations these are: then there are none, and `away` says what is kept here until it does.
         */
        get: operations["getInbox"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/conversations/{caseCopyId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The conversation with one party, with that party's essentials */
        get: operations["getEmployeeConversation"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/conversations/{caseCopyId}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Pause the party's access to the portal, or lift the pause
         * @description For when somebody else holds the party's e-ID. The pause holds for everything of that person in this municipality.
         *     It is written through to the fagsystem; when this answers, it holds there, and the party's log-ins have ended.
         *     While it lasts, the party sees nothing but whom to call, and is not notified of anything.
         */
        put: operations["putPause"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/conversations/{caseCopyId}/export-switch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Decide whether the party may take the case along as files
         * @description It is written through to the fagsystem with the reason, which the party never sees; when this answers, it holds there. Switched off, what is being made for the party
         *     stops, and what is ready is erased. The party can still read everything in the portal.
         */
        put: operations["putExportSwitch"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/conversations/{caseCopyId}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** The newest message whose end has been visible for a second. Monotonic. */
        put: operations["putEmployeeRead"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/conversations/{caseCopyId}/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What one had begun to write */
        get: operations["getEmployeeDraft"];
        /** Save the draft */
        put: operations["putEmployeeDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/conversations/{caseCopyId}/promises/{promiseId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Tell the party that one has read it, and on which day one answers
         * @description The client makes `promiseId` (UUIDv7). The same promises as for a message, in the same order: 201 means durably accepted, the same again answers 200,
         *     the same id with another body 409 `other-body`. It can't be undone; a new promise or an answer takes its place.
         *     422 `day-unclear` for a day that has passed or is more than 60 days away.
         */
        put: operations["putAnswerPromise"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/conversations/{caseCopyId}/messages/{messageId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Send a message; the same promises as for a citizen */
        put: operations["putEmployeeMessage"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/conversations/{caseCopyId}/messages/{messageId}/undo": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take it back within ten seconds */
        post: operations["undoEmployeeMessage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/conversations/{caseCopyId}/views": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The party's views, comments and complaints, newest first, with what they were answered, and the places that an answer can name
         * @description One's own answers on their way are here too, marked as such; the party sees them when they are registered.
         */
        get: operations["listEmployeeViews"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/conversations/{caseCopyId}/places/{entryId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The paragraphs of a document of the party's that an answer can name, in its original language
         * @description What the party may not see isn't there.
         */
        get: operations["getAnswerPlace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/conversations/{caseCopyId}/views/{viewId}/answers/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The answer to a view that one had begun to write */
        get: operations["getAnswersDraft"];
        /**
         * Save the answer that is being written, with all its parts in one text of the page's own making
         * @description As with a message's draft, nothing is overwritten that another device saved in between. What was sent is no draft any more.
         */
        put: operations["putAnswersDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/conversations/{caseCopyId}/views/{viewId}/answers/{answerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Answer what became of a view, item by item or as a whole, or of a comment or complaint
         * @description The client makes `answerId` (UUIDv7). The same promises as for a message. Nothing changes for the party before the fagsystem has registered it.
         *     What answers the same again takes the former's place. A view is answered once each of its items has an answer, or the whole has.
         */
        put: operations["putAnswers"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/conversations/{caseCopyId}/consents": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What this party is asked to agree to, and what they have answered */
        get: operations["listEmployeeConsents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/conversations/{caseCopyId}/text-requests": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Which translations the party has asked for, and which paragraphs they have marked, each next to its counterpart
         * @description What becomes of a translation is decided in the fagsystem. One's own answers to marks on their way are here too; nothing changes for anybody before the fagsystem has registered them.
         */
        get: operations["getEmployeeTextRequests"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/conversations/{caseCopyId}/marks/{markId}/answers/draft": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The answer to a mark that one had begun to write */
        get: operations["getMarkAnswerDraft"];
        /**
         * Save the answer that is being written, with what it says in one text of the page's own making
         * @description As with a message's draft, nothing is overwritten that another device saved in between. What was sent is no draft any more.
         */
        put: operations["putMarkAnswerDraft"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/conversations/{caseCopyId}/marks/{markId}/answers/{answerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Say whether a paragraph is wrong
         * @description The client makes `answerId` (UUIDv7). The same promises as for a message. Confirmed, every reader of that text sees that the paragraph isn't right; nobody but the one who said it learns who did.
         *     `version` is that of the text as one has it before one: where it has changed, 422 `text-changed`.
         */
        put: operations["putMarkAnswer"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/conversations/{caseCopyId}/attachments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The files of one's own draft here, the same on every device, in the order in which they came */
        get: operations["listEmployeeAttachments"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/conversations/{caseCopyId}/attachments/{attachmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far one file of one's own draft has come */
        get: operations["getEmployeeAttachment"];
        /**
         * Add a file to one's draft
         * @description The same promises as for a citizen.
         */
        put: operations["putEmployeeAttachment"];
        post?: never;
        /** Take a file out of one's draft; it is gone. One that is gone, or was sent, isn't there. */
        delete: operations["deleteEmployeeAttachment"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/employee/conversations/{caseCopyId}/messages/{messageId}/attachments/{attachmentId}/content": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A file of a message, to keep. Only one that is READY is there.
         * @description Under a neutral name, never shown as a page of the portal's own.
         */
        get: operations["getEmployeeAttachmentContent"];
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
            /** @description urn:portal:problem:<code> */
            type: string;
            title: string;
            status: number;
            code: components["schemas"]["ProblemCode"];
            /** @description In the user's language: what happened and what to do. */
            detail: string;
            /** @description What to name when asking for help. */
            correlationId: string;
            reason?: components["schemas"]["AttachmentReason"];
        };
        /** @enum {string} */
        ProblemCode: "not-found" | "session-ended" | "step-up-needed" | "export-not-ready" | "origin-refused" | "invalid-request" | "text-empty" | "text-too-long" | "field-too-long" | "phone-unclear" | "times-unclear" | "marks-unclear" | "day-unclear" | "too-large" | "file-refused" | "file-empty" | "file-too-large" | "files-too-large" | "files-waiting" | "too-many-files" | "attachment-unusable" | "other-body" | "text-changed" | "case-closed" | "draft-conflict" | "undo-too-late" | "not-taken-here" | "log-in-again" | "consent-changed" | "consent-answered" | "consent-expired" | "consent-cancelled" | "consent-replaced" | "consent-closed" | "too-many-requests" | "fagsystem-unavailable" | "receipt-unavailable" | "unavailable" | "internal";
        /** @description BCP 47 tag. */
        Language: string;
        /** @enum {string} */
        Direction: "ltr" | "rtl";
        LanguageChoice: {
            language: components["schemas"]["Language"];
        };
        PersonName: {
            given: string;
            family: string;
        };
        PortalLanguage: {
            language: components["schemas"]["Language"];
            /** @description Its own name for itself. */
            name: string;
            direction: components["schemas"]["Direction"];
        };
        Hours: {
            /** @description ISO, Monday is 1. */
            weekday: number;
            /** @description HH:MM, Oslo */
            opens: string;
            /** @description HH:MM, Oslo; before `opens` it is on the next day. */
            closes: string;
        };
        /** @description A time without a break in it. */
        Opening: {
            /**
             * Format: date-time
             * @description May have passed: then it is open now.
             */
            from: string;
            /** Format: date-time */
            until: string;
        };
        /**
         * @description OWN is a day of the municipality's own.
         * @enum {string}
         */
        Holiday: "NEW_YEAR" | "MAUNDY_THURSDAY" | "GOOD_FRIDAY" | "EASTER_SUNDAY" | "EASTER_MONDAY" | "LABOUR_DAY" | "CONSTITUTION_DAY" | "ASCENSION_DAY" | "WHIT_SUNDAY" | "WHIT_MONDAY" | "CHRISTMAS_DAY" | "BOXING_DAY" | "OWN";
        /** @description A day with other hours than its weekday. */
        SpecialDay: {
            /** Format: date */
            date: string;
            holiday?: components["schemas"]["Holiday"];
            /** @description HH:MM, Oslo, on a day that ends early. Absent means that nobody reads on that day. */
            closes?: string;
        };
        /** @description When somebody reads what is written. The times are worked out here, with holidays and absence; pages only compare them with the clock. */
        Office: {
            /** @description In an ordinary week. */
            hours: components["schemas"]["Hours"][];
            /** @description The next times at which somebody reads, soonest first; empty where that isn't known. */
            openings: components["schemas"]["Opening"][];
            /** @description Of the coming two weeks, soonest first. */
            specialDays: components["schemas"]["SpecialDay"][];
            /** @description How soon they usually answer. */
            answersWithinWorkingDays?: number | null;
        };
        /**
         * @description What the party may expect while something of theirs is unanswered: the day that an employee has promised, else the day by which the service usually answers,
         *     counted from when it was sent, over working days on which somebody is there. An expectation, no deadline.
         */
        AwaitedAnswer: {
            /**
             * Format: uuid
             * @description The oldest unanswered one.
             */
            messageId: string;
            /** @description An employee has read it. */
            read: boolean;
            promised: boolean;
            promisedBy?: components["schemas"]["PersonName"];
            /** Format: date */
            by: string;
            /** @description How soon they usually answer; absent for a promise. */
            withinWorkingDays?: number | null;
        };
        Phone: {
            /**
             * @description DUTY is the one that can act when the office is closed (barnevernvakt).
             * @enum {string}
             */
            kind: "SWITCHBOARD" | "DUTY";
            number: string;
            /** @description Absent means always. */
            hours?: components["schemas"]["Hours"][];
            /** @description When it is answered, soonest first; absent means always. */
            openings?: components["schemas"]["Opening"][];
        };
        Municipality: {
            /** @description Its id in the configuration. */
            municipality: string;
            name: string;
            phones: components["schemas"]["Phone"][];
            visitAddress?: string | null;
            hours: components["schemas"]["Hours"][];
            accessibilityStatementUrl?: string | null;
            employeeLogin: boolean;
        };
        PublicContext: {
            municipalities: components["schemas"]["Municipality"][];
            languages: components["schemas"]["PortalLanguage"][];
            suggestedLanguage: components["schemas"]["Language"];
            /** @description Demo or training; all people are fictitious. */
            practice: boolean;
        };
        Session: {
            /**
             * Format: date-time
             * @description Ends then unless something is done.
             */
            idleEndsAt: string;
            /**
             * Format: date-time
             * @description Ends then in any case.
             */
            endsAt: string;
            /**
             * Format: date-time
             * @description The server's clock.
             */
            now: string;
        };
        LogIn: {
            /** Format: uuid */
            logInId: string;
            /** Format: date-time */
            startedAt: string;
            /**
             * Format: date-time
             * @description Absent while it lasts.
             */
            endedAt?: string | null;
            /**
             * @description As the browser described itself.
             * @enum {string}
             */
            device: "PHONE" | "TABLET" | "COMPUTER" | "UNKNOWN";
            /** @description The device's system as a name, e.g. Android; absent where the browser didn't say. */
            system?: string | null;
            /** @description This is the log-in that asks. */
            current: boolean;
            /** @description It lasts; it can be ended. */
            active: boolean;
        };
        LogInList: {
            logIns: components["schemas"]["LogIn"][];
        };
        /** @enum {string} */
        Role: "CHILD" | "MOTHER" | "FATHER" | "CO_MOTHER" | "CO_FATHER" | "GUARDIAN" | "FOSTER_PARENT" | "REPRESENTATIVE";
        Citizen: {
            name: components["schemas"]["PersonName"];
            language: components["schemas"]["Language"];
            languages: components["schemas"]["PortalLanguage"][];
            under18: boolean;
            cases: components["schemas"]["CaseSummary"][];
            session: components["schemas"]["Session"];
            practice: boolean;
            /** @description Municipalities (ids) where this person's access is paused: nothing of theirs is shown, and nothing says why. */
            pausedIn?: string[];
            /** @description Municipalities (ids) whose fagsystem doesn't answer now; their cases may be missing. */
            incomplete?: string[];
        };
        CaseSummary: {
            /** Format: uuid */
            caseCopyId: string;
            municipality: string;
            child: components["schemas"]["PersonName"];
            /** @description The case is about the one who is logged in. */
            aboutMe: boolean;
            role: components["schemas"]["Role"];
            closed?: boolean;
            may: components["schemas"]["Capabilities"];
        };
        /** @description What this party may do in this case now; what is false is not shown at all. */
        Capabilities: {
            documents: boolean;
            conversation: boolean;
            meeting: boolean;
            callMe: boolean;
            complaint: boolean;
            /** @description Saying what one thinks of a document that one may see. */
            comment: boolean;
            /** @description There is more to see after logging in at a higher level. */
            documentsNeedStepUp?: boolean;
            consents?: boolean;
            /** @description Consents can be answered after logging in at a higher level. */
            consentsNeedStepUp?: boolean;
        };
        ContactPerson: {
            name: components["schemas"]["PersonName"];
            phone?: string | null;
            team?: string | null;
            /**
             * Format: date
             * @description The last day away.
             */
            awayUntil?: string | null;
            standIn?: components["schemas"]["PersonName"];
        };
        Milestone: {
            name: string;
            description?: string | null;
            /** Format: date */
            startDate: string;
            /** Format: date */
            endDate?: string | null;
            current: boolean;
            translation?: components["schemas"]["TranslatedWords"];
        };
        /** @description What a case worker has written of the case, in the reader's language, and how that was made. The words beside it are the original, and count. */
        TranslatedWords: {
            text: string;
            /** @description Of a step. */
            description?: string | null;
            made: components["schemas"]["TextInfo"];
        };
        OtherParty: {
            role: components["schemas"]["Role"];
            name: components["schemas"]["PersonName"];
            /** @description Only where nothing hides it and the reader's role may see it. */
            address?: string | null;
        };
        /** @description What the municipality has noted about oneself. */
        OwnContact: {
            address?: string | null;
            phone?: string | null;
            email?: string | null;
            hiddenFromOthers?: boolean;
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
            translation?: components["schemas"]["TranslatedWords"];
        };
        /** @description Something that waits for the one who is logged in, most urgent first. */
        Waiting: {
            /** @enum {string} */
            kind: "UNREAD_MESSAGES" | "UNOPENED_DECISION" | "COMPLAINT_DEADLINE" | "CONSENT" | "MEETING" | "COMMENT_WANTED";
            /** Format: uuid */
            entryId?: string;
            /** Format: uuid */
            meetingId?: string;
            /** Format: uuid */
            consentId?: string;
            title?: string | null;
            titleLanguage?: components["schemas"]["Language"];
            titleTranslation?: components["schemas"]["TextInfo"];
            /**
             * Format: date
             * @description Deadline or day.
             */
            date?: string | null;
            /** Format: date-time */
            at?: string | null;
            count?: number | null;
        };
        Case: {
            /** Format: uuid */
            caseCopyId: string;
            municipality: string;
            child: components["schemas"]["PersonName"];
            aboutMe: boolean;
            role: components["schemas"]["Role"];
            may: components["schemas"]["Capabilities"];
            closed: boolean;
            whatHappensNow?: string | null;
            whatHappensNowLanguage?: components["schemas"]["Language"];
            whatHappensNowTranslation?: components["schemas"]["TranslatedWords"];
            contactPerson: components["schemas"]["ContactPerson"];
            office: components["schemas"]["Office"];
            /** @description Newest first. */
            milestones: components["schemas"]["Milestone"][];
            me?: components["schemas"]["OwnContact"];
            otherParties: components["schemas"]["OtherParty"][];
            /** @description Planned ones, soonest first. */
            meetings: components["schemas"]["Meeting"][];
            /** @description Those of the last 30 days, newest first. */
            heldMeetings?: components["schemas"]["Meeting"][];
            /** @description Those that were called off and whose time hasn't passed, soonest first. */
            cancelledMeetings?: components["schemas"]["Meeting"][];
            /** @description Of whoever sees no documents: what they may complain of, the newest decision first. */
            complaints?: components["schemas"]["ComplaintRight"][];
            waiting: components["schemas"]["Waiting"][];
            /** @description The newest few entries. */
            latest: components["schemas"]["EntrySummary"][];
            links?: components["schemas"]["Link"][];
            /** @description Absent where they can't be counted now, too. */
            unreadMessages?: number;
            /** @description Something more of the case can't be had or read now: more may wait than `waiting` has, and there may be newer than `latest`. */
            incomplete?: boolean;
        };
        /** @enum {string} */
        EntryType: "DECISION" | "MEETING_MINUTES" | "MEASURES_PLAN" | "LETTER";
        /**
         * @description How it stands with seeing something of which only the title is released. The published entry and the published protocol have other words for it; both are brought here.
         *     ASKED: nobody has begun to look at it; IN_PROGRESS: somebody looks at it.
         * @enum {string}
         */
        AccessState: "NOT_ASKED" | "ASKED" | "IN_PROGRESS" | "GRANTED" | "REFUSED";
        /** @description Either entries or the whole case. */
        NewAccessRequest: {
            entryIds?: string[];
            wholeCase?: boolean;
            /** @description Why, if one wants to say; at most 2 000 code points after NFC and trimming. */
            reason?: string;
            /** @description The author is afraid of this being known. Travels with it. */
            afraidOfBeingKnown?: boolean;
            language?: components["schemas"]["Language"];
            draft?: components["schemas"]["DraftBase"];
        };
        /** @description One of what is asked for; without `entryId` the whole case. */
        AccessRequestItem: {
            /** Format: uuid */
            entryId?: string;
            /** @description For employees only; a party finds it among the entries of their own copy. */
            title?: string | null;
            state: components["schemas"]["AccessState"];
            /** @description Why it was decided so, in the case worker's words. */
            explanation?: string | null;
            /** @description `explanation` holds a protected fact of another party: the party has none, an employee has it. */
            withheld?: boolean;
            language?: components["schemas"]["Language"];
            direction?: components["schemas"]["Direction"];
            /** Format: date-time */
            decidedAt?: string | null;
            remedy?: components["schemas"]["Remedy"];
        };
        /** @description What one has asked to see, how far the request has come, and what became of it. */
        AccessRequest: {
            /** Format: uuid */
            accessRequestId: string;
            /** @description False where it is only known that there is one: what was asked is in the fagsystem, which doesn't answer. */
            known: boolean;
            items: components["schemas"]["AccessRequestItem"][];
            reason?: string | null;
            afraidOfBeingKnown?: boolean;
            language?: components["schemas"]["Language"];
            direction?: components["schemas"]["Direction"];
            state: components["schemas"]["MessageState"];
            waitReason?: components["schemas"]["WaitReason"];
            registrationId?: string | null;
            /** Format: date-time */
            sentAt: string;
            /** Format: date-time */
            deliveredAt?: string | null;
        };
        AccessRequestList: {
            requests: components["schemas"]["AccessRequest"][];
            /** @description False while the fagsystem doesn't answer: only what is on its way is here. */
            historyAvailable: boolean;
        };
        /** @description What a message asks to see. */
        SaidAccessRequest: {
            /** @description False where it is only known that there is one: what was asked is in the fagsystem, which doesn't answer. */
            known: boolean;
            items: components["schemas"]["AccessRequestItem"][];
        };
        EntrySummary: {
            /** Format: uuid */
            entryId: string;
            type: components["schemas"]["EntryType"];
            /** @description In the reader's language where the fagsystem has it. */
            title: string;
            titleLanguage?: components["schemas"]["Language"];
            titleTranslation?: components["schemas"]["TextInfo"];
            /** Format: date */
            date: string;
            /** @description From whom, as a role or office; never another party's protected facts. */
            from?: string | null;
            /** @description Not opened yet by this party. */
            isNew: boolean;
            /** @enum {string} */
            released: "FULL" | "TITLE";
            /** @description Those of its documents that may be shown; the one that a reader gets is in their language, or else in it with another region. */
            translations: components["schemas"]["DocumentTranslation"][];
            /** Format: date */
            complaintDeadline?: string | null;
            onTimeline?: boolean;
            access?: components["schemas"]["AccessState"];
        };
        EntryPage: {
            entries: components["schemas"]["EntrySummary"][];
            /** @description The fagsystem has sent something more for this page that can't be read, so that it can't be shown. */
            incomplete?: boolean;
            nextCursor?: string | null;
        };
        /** @description A decision that one may complain of without seeing it. What stands in it, its title too, is told by a person. */
        ComplaintRight: {
            /** Format: uuid */
            entryId: string;
            /**
             * Format: date
             * @description When it was decided.
             */
            date: string;
            remedy?: components["schemas"]["Remedy"];
            /**
             * Format: date
             * @description Also where the fagsystem says no more than that; then there is no `remedy`.
             */
            complaintDeadline?: string | null;
        };
        Remedy: {
            /** @enum {string} */
            kind: "MUNICIPAL_DECISION" | "BOARD_DECISION" | "ACUTE_DECISION";
            /** Format: date */
            deadline?: string | null;
            /** @description Whole days from today in Oslo to the deadline; 0 is today, negative has passed. */
            daysLeft?: number | null;
            receiver: string;
            /** @description Of an entry: whether one can complain of it here, with putComplaint; else it is done elsewhere, as before a court. */
            byPortal?: boolean;
        };
        Provenance: {
            /** @enum {string} */
            kind: "ORIGINAL" | "CERTIFIED" | "PERSON" | "MACHINE";
            agency?: string | null;
            role?: string | null;
            /** Format: date-time */
            madeAt: string;
            /** @description Which version of the original a translation was made of. It is outdated where that isn't the one there is. */
            ofVersion?: string;
            /**
             * Format: date-time
             * @description When that version was made, where the fagsystem knows it.
             */
            ofVersionMadeAt?: string;
        };
        /** @description Which text it is, and how it was made. As `titleTranslation` and the like: of words that are a translation; absent of what is said as it was written. */
        TextInfo: {
            language: components["schemas"]["Language"];
            direction: components["schemas"]["Direction"];
            provenance: components["schemas"]["Provenance"];
            outdated: boolean;
        };
        DocumentTranslation: {
            /** Format: uuid */
            documentId: string;
            text: components["schemas"]["TextInfo"];
        };
        EntryDocument: {
            /** Format: uuid */
            documentId: string;
            title: string;
            titleLanguage?: components["schemas"]["Language"];
            titleTranslation?: components["schemas"]["TextInfo"];
            /**
             * Format: int64
             * @description Bytes.
             */
            size?: number | null;
            /** @description What the service calls the file, where that names nobody and no place that is protected. Never what it is kept as. */
            fileName?: string | null;
            hasPdf: boolean;
            originalLanguage: components["schemas"]["Language"];
            /** @description Texts that may be shown: never machine translations of decisions. */
            texts: components["schemas"]["TextInfo"][];
        };
        SubGoal: {
            subGoalId: string;
            description: string;
            /** @enum {string} */
            state: "NOT_STARTED" | "IN_PROGRESS" | "ACHIEVED" | "CHANGED" | "STOPPED" | "UNKNOWN";
        };
        MeasuresPlan: {
            /** @enum {string} */
            state: "ACTIVE" | "ENDED" | "ENDED_EARLY";
            /** Format: date */
            startDate: string;
            /** Format: date */
            endDate: string;
            subGoals: components["schemas"]["SubGoal"][];
            language?: components["schemas"]["Language"];
            /** @description Of what was agreed as it was written, which counts. */
            originalLanguage?: components["schemas"]["Language"];
            translation?: components["schemas"]["TextInfo"];
        };
        /** @description What one is asked about a draft. */
        CommentsAsked: {
            text: string;
            language: components["schemas"]["Language"];
            translation?: components["schemas"]["TextInfo"];
        };
        /** @description What became of a draft that one was asked about. */
        DraftOutcome: {
            /** @enum {string} */
            kind: "FINISHED" | "DROPPED";
            /** Format: date */
            date: string;
            /**
             * Format: uuid
             * @description The final one; absent where it is this same entry.
             */
            finalEntryId?: string | null;
            /** @description What was changed and what not, and why. */
            text?: string | null;
            language?: components["schemas"]["Language"];
            translation?: components["schemas"]["TextInfo"];
        };
        /** @description A step of the case, or an entry that the fagsystem marks for the timeline; exactly one of the two. */
        TimelineItem: {
            /** Format: date */
            date: string;
            milestone?: components["schemas"]["Milestone"];
            entry?: components["schemas"]["EntrySummary"];
        };
        Plan: {
            /** @description Plans of measures: first those in force, then the ended ones, each newest first. A dropped draft is none. */
            plans: components["schemas"]["Entry"][];
            /** @description Plans and minutes that are drafts now, or of which it was said in the last 90 days what became of them; newest first. */
            drafts: components["schemas"]["Entry"][];
            /** @description Newest first. */
            timeline: components["schemas"]["TimelineItem"][];
            closed: boolean;
            /** @description The fagsystem has sent something more that can't be read: it may belong to any of these. */
            incomplete?: boolean;
        };
        Entry: {
            summary: components["schemas"]["EntrySummary"];
            description?: string | null;
            remedy?: components["schemas"]["Remedy"];
            documents: components["schemas"]["EntryDocument"][];
            plan?: components["schemas"]["MeasuresPlan"];
            /** @description It isn't final, and one is asked what one thinks. */
            draftForComments?: boolean;
            /** Format: date */
            commentsUntil?: string | null;
            commentsAsked?: components["schemas"]["CommentsAsked"];
            draftOutcome?: components["schemas"]["DraftOutcome"];
            /** @description What the fagsystem says that this one belongs with, as far as it is in one's own copy. */
            related?: components["schemas"]["EntrySummary"][];
            /** @description Some of these could not be had now, or are more than are shown. */
            relatedIncomplete?: boolean;
            correspondents?: components["schemas"]["Correspondent"][];
            links?: components["schemas"]["Link"][];
            inShort?: components["schemas"]["InShort"];
            /** @description One can say here what one thinks about it, with putComment. */
            mayComment?: boolean;
        };
        /** @description Whom an entry came from or went to, as far as this party may know it; an office, or the party themselves. Never another person. */
        Correspondent: {
            /**
             * @description COPY: got a copy.
             * @enum {string}
             */
            part: "SENDER" | "RECEIVER" | "COPY";
            /** @description It is the one who reads; then there is no name. */
            you?: boolean;
            name?: string;
            organizationNumber?: string;
        };
        /** @description Where the service points to outside the portal. Always https. */
        Link: {
            text: string;
            /** @description nb, nn, en or se. */
            language: string;
            url: string;
        };
        /** @description The case worker's few sentences on an entry, which one reads before anything else. Never a machine's translation of a decision. */
        InShort: {
            /** @description The first is the one to show: in the reader's language, or else the Norwegian one. */
            texts: components["schemas"]["InShortText"][];
            media: components["schemas"]["InShortMedia"][];
            inYourLanguage: boolean;
        };
        InShortText: {
            language: components["schemas"]["Language"];
            direction: components["schemas"]["Direction"];
            writtenBy?: components["schemas"]["EmployeeRelation"];
            provenance: components["schemas"]["Provenance"];
            /** @description The decision has changed since. */
            outdated: boolean;
            what: string;
            why?: string | null;
            whatNow?: string | null;
            deadline?: string | null;
            whomToCall?: string | null;
        };
        /** @description The same said by a person, or in sign language. */
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
            /** @description Spoken, and what transcript and captions are written in. */
            language: components["schemas"]["Language"];
            direction: components["schemas"]["Direction"];
            /** @description Of a video in sign language. */
            signLanguage?: components["schemas"]["Language"];
            provenance: components["schemas"]["Provenance"];
            /** @description The decision has changed since. */
            outdated: boolean;
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
        NewUnderstood: {
            answer: components["schemas"]["UnderstoodAnswer"];
        };
        /** @description Whether the reader has understood an entry, as they said last; without an answer where they haven't said. */
        Understood: {
            /** @description Something can be added to the case now. */
            canSay: boolean;
            answer?: components["schemas"]["UnderstoodAnswer"];
            /** Format: date-time */
            at?: string;
            state?: components["schemas"]["MessageState"];
        };
        UnderstoodMessage: {
            /** Format: uuid */
            entryId?: string;
            /** @description The entry's, for employees; absent while it is on its way. A party's conversation opens without the right to documents. */
            title?: string;
            titleLanguage?: components["schemas"]["Language"];
            answer: components["schemas"]["UnderstoodAnswer"];
        };
        /** @description A run of text. No markup ever reaches the browser. */
        Inline: {
            text: string;
            strong?: boolean;
            emphasis?: boolean;
            /** @description Struck out; it is still read. */
            struck?: boolean;
            /** @description The original has blackened it. `text` is a bar and says nothing of what is below. */
            covered?: boolean;
            language?: components["schemas"]["Language"];
            direction?: components["schemas"]["Direction"];
            lineBreakAfter?: boolean;
        };
        TableCell: {
            header?: boolean;
            /** @description How many columns it spans; absent for one. */
            columns?: number;
            /** @description How many rows it spans; absent for one. */
            rows?: number;
            inline: components["schemas"]["Inline"][];
        };
        TableRow: {
            cells: components["schemas"]["TableCell"][];
        };
        ListItem: {
            /** @description How deep in lists within the list; absent for the outermost. */
            level?: number;
            /** @description What stands before it as the original has it: `3.`, `b)`, `2.1`. Absent: a bullet. */
            label?: string;
            inline: components["schemas"]["Inline"][];
        };
        /** @description One paragraph, heading, list, table or signature. The same id names its counterpart in the other language. */
        Block: {
            id: string;
            /** @enum {string} */
            kind: "HEADING" | "PARAGRAPH" | "ORDERED_LIST" | "UNORDERED_LIST" | "TABLE" | "SIGNATURE" | "RULE";
            level?: number | null;
            language?: components["schemas"]["Language"];
            direction?: components["schemas"]["Direction"];
            /** @description It has no counterpart in the other language. */
            unpaired?: boolean;
            /** @description Its name in its own text, where that is another one than `id`. */
            ownId?: string;
            /** @description The service knows that it isn't right. */
            wrong?: boolean;
            /** @description Of a table: its caption. */
            inline?: components["schemas"]["Inline"][];
            items?: components["schemas"]["ListItem"][];
            rows?: components["schemas"]["TableRow"][];
        };
        /**
         * @description Why a text has no blocks, so that there is only the file: NO_TEXT, none was given; TOO_BIG, too long or too involved to be shown; UNREADABLE, broken or of no known kind; PROTECTED, it wants a password.
         * @enum {string}
         */
        OnlyFile: "NO_TEXT" | "TOO_BIG" | "UNREADABLE" | "PROTECTED";
        /** @description `language` and `direction` hold for every block and run that has none of its own. */
        Text: {
            language: components["schemas"]["Language"];
            direction: components["schemas"]["Direction"];
            provenance: components["schemas"]["Provenance"];
            outdated: boolean;
            onlyFile?: components["schemas"]["OnlyFile"];
            /** @description Something that isn't text, as a picture, stands only in the file. */
            leftOut?: boolean;
            /** @description Another one whenever the text is another one. Absent where there is only the file. */
            version?: string;
            /** @description Empty where there is only the file. */
            blocks: components["schemas"]["Block"][];
        };
        NewMark: {
            /** @description Of the text in which the paragraph stands. */
            language: components["schemas"]["Language"];
            /** @description The paragraph's `ownId` where it has one, else its `id`. */
            blockId: string;
            /** @description Of the text that one has read. */
            version: string;
            /** @description One's own words, if any; at most 2 000 code points after NFC and trimming. */
            text?: string;
            writtenIn?: components["schemas"]["Language"];
            draft?: components["schemas"]["DraftBase"];
        };
        /** @enum {string} */
        MarkState: "MARKED" | "CONFIRMED" | "NOT_WRONG";
        Mark: {
            /** Format: uuid */
            markId: string;
            /** Format: uuid */
            entryId: string;
            /** Format: uuid */
            documentId: string;
            language: components["schemas"]["Language"];
            blockId: string;
            /** @description Of the text for which it holds. In a text of another version the paragraph isn't marked. */
            version: string;
            /** @description One's own words; may be empty. */
            text: string;
            writtenIn?: components["schemas"]["Language"];
            direction?: components["schemas"]["Direction"];
            state: components["schemas"]["MarkState"];
            delivery: components["schemas"]["MessageState"];
            reason?: components["schemas"]["WaitReason"];
            /** Format: date-time */
            markedAt: string;
            answer?: components["schemas"]["MarkAnswer"];
        };
        /** @description `state` and `waitReason` stand on one's own answer that isn't registered yet. */
        MarkAnswer: {
            outcome: components["schemas"]["MarkOutcome"];
            /** @description May be empty. */
            text: string;
            /** @description `text` holds a protected fact of another party: for the party it is empty, an employee has it. */
            withheld?: boolean;
            language?: components["schemas"]["Language"];
            direction?: components["schemas"]["Direction"];
            /** Format: date-time */
            answeredAt: string;
            state?: components["schemas"]["MessageState"];
            waitReason?: components["schemas"]["WaitReason"];
        };
        /** @enum {string} */
        MarkOutcome: "CONFIRMED" | "NOT_WRONG";
        NewMarkAnswer: {
            outcome: components["schemas"]["MarkOutcome"];
            version: string;
            /** @description Words for the party, at most 2 000 code points after NFC and trimming; needed where the paragraph isn't wrong. */
            text?: string;
            language?: components["schemas"]["Language"];
            draft?: components["schemas"]["DraftBase"];
        };
        /**
         * @description SENT: durably accepted, on its way to the fagsystem. ASKED: registered there. ORDERED: somebody translates it. INTERPRETER: it is gone through with an interpreter instead.
         *     AVAILABLE: it can be read. PARKED: a human must look.
         * @enum {string}
         */
        TranslationState: "SENT" | "ASKED" | "ORDERED" | "INTERPRETER" | "AVAILABLE" | "PARKED";
        TranslationRequest: {
            /** Format: uuid */
            entryId: string;
            /** Format: uuid */
            documentId: string;
            language: components["schemas"]["Language"];
            state: components["schemas"]["TranslationState"];
            /** Format: date-time */
            askedAt: string;
            /** Format: date */
            expectedOn?: string;
            reason?: components["schemas"]["WaitReason"];
        };
        TextRequests: {
            translations: components["schemas"]["TranslationRequest"][];
            marks: components["schemas"]["Mark"][];
            /** @description False while the fagsystem doesn't answer: then there may be more. */
            historyAvailable: boolean;
        };
        EmployeeTranslationRequest: {
            request: components["schemas"]["TranslationRequest"];
            title: string;
            titleLanguage?: components["schemas"]["Language"];
            titleTranslation?: components["schemas"]["TextInfo"];
        };
        EmployeeMark: {
            mark: components["schemas"]["Mark"];
            /** @description Of the document's entry. */
            title: string;
            titleLanguage?: components["schemas"]["Language"];
            titleTranslation?: components["schemas"]["TextInfo"];
            current?: components["schemas"]["ParagraphInText"];
        };
        /** @description The paragraph as it stands in the text now; absent where the document or the paragraph isn't there any more. */
        ParagraphInText: {
            version: string;
            language: components["schemas"]["Language"];
            direction: components["schemas"]["Direction"];
            block: components["schemas"]["Block"];
            original?: components["schemas"]["Block"];
            originalLanguage?: components["schemas"]["Language"];
            originalDirection?: components["schemas"]["Direction"];
        };
        EmployeeTextRequests: {
            translations: components["schemas"]["EmployeeTranslationRequest"][];
            marks: components["schemas"]["EmployeeMark"][];
            historyAvailable: boolean;
        };
        DocumentText: {
            /** Format: uuid */
            documentId: string;
            original: components["schemas"]["Text"];
            translation?: components["schemas"]["Text"];
        };
        /** @description A document without anything that is round it. Nobody's name but what stands in its text. */
        OnlyDocument: {
            type: components["schemas"]["EntryType"];
            /** Format: date */
            date: string;
            title: string;
            titleLanguage?: components["schemas"]["Language"];
            titleTranslation?: components["schemas"]["TextInfo"];
            remedy?: components["schemas"]["Remedy"];
            /**
             * Format: date
             * @description As `EntrySummary` has it; where there is no `remedy`, all that is known of it.
             */
            complaintDeadline?: string | null;
            hasPdf: boolean;
            /** @description Of the texts that may be shown, the original first. */
            languages: components["schemas"]["Language"][];
            text: components["schemas"]["DocumentText"];
        };
        NewMessage: {
            /** @description At most 10 000 code points after NFC and trimming; at least 1 where there are no attachments. */
            text: string;
            language?: components["schemas"]["Language"];
            /** @description The author is afraid of the whole message being known. Only a party's own. */
            afraidOfBeingKnown?: boolean;
            afraidParts?: components["schemas"]["AfraidPart"][];
            /**
             * @description Files of one's draft in this conversation that go with it, in this order. It never waits for their check. One that isn't there, is INFECTED or REFUSED, or was
             *     sent with another message: 422 `attachment-unusable`; more than one message may have: 422 `too-many-files` or `files-too-large`. Then nothing is sent.
             */
            attachments?: string[];
            draft?: components["schemas"]["DraftBase"];
        };
        /**
         * @description The draft that a message, or what is filled in in a form, was made from: the one of this revision, or the one that `after` changed last. It ends when that is
         *     accepted; whatever else stands there by then stays, unless its text is just the message's. Without this, a message ends whatever stands there, and a form the draft
         *     that has its id. It is no part of what is sent: the same id with another one is the same.
         */
        DraftBase: {
            /** Format: int64 */
            revision: number;
            /**
             * Format: uuid
             * @description The `saveId` of what the page has saved since without having an answer yet.
             */
            after?: string;
        };
        /**
         * @description A part of a text that its author is afraid of being known; only in a party's own, and never together with `afraidOfBeingKnown`.
         *     It is counted in Unicode code points of the text as it is kept: NFC, line breaks as LF, no other control characters but tab, no white space around it.
         *     A message that has parts must come in that form, so that no mark slips onto other words; a draft's are counted in the text as it comes.
         *     Parts come in order, lie within the text, and none overlaps another. Otherwise 422 `marks-unclear`, and nothing is accepted.
         */
        AfraidPart: {
            /** @description Code points before it. */
            start: number;
            length: number;
        };
        /**
         * @description WAITING_FOR_CHECK: kept; nobody can open it before the virus scanner and the check of its content have answered, however long that takes.
         *     READY: checked; it can be opened once it is sent. INFECTED: the virus scanner found something; it is erased. REFUSED: it can't be accepted, see `reason`; it is erased.
         *     A file that the fagsystem has goes through the virus scanner too before anyone can open it here, whoever put it there: until then it is WAITING_FOR_CHECK,
         *     `attachment-changed` tells both sides when it isn't any more, and what stays there isn't erased.
         *     PARKED: it is kept, but can't be checked, or the fagsystem doesn't take it: a human must look. Both sides see it; nobody can open it.
         * @enum {string}
         */
        AttachmentState: "WAITING_FOR_CHECK" | "READY" | "INFECTED" | "REFUSED" | "PARKED";
        /**
         * @description TYPE_NOT_ALLOWED: none of the kinds of file that can be sent, whatever its name says. ENCRYPTED: it needs a password. ACTIVE_CONTENT: it holds a program, such as
         *     a macro or a script. EMBEDDED_FILES: there are other files inside it. SEVERAL_TYPES: it is two kinds of file at once. TOO_COMPLEX: unpacked it is far
         *     too big (a picture of more than 50 million points, an archive that swells). BROKEN: it can't be read. TOO_LARGE: it came in through the fagsystem and is larger
         *     than 25 MiB, so that the virus scanner can't look through it; both sides are told, and it stays in the fagsystem.
         * @enum {string}
         */
        AttachmentReason: "TYPE_NOT_ALLOWED" | "ENCRYPTED" | "ACTIVE_CONTENT" | "EMBEDDED_FILES" | "SEVERAL_TYPES" | "TOO_COMPLEX" | "BROKEN" | "TOO_LARGE";
        Attachment: {
            /** Format: uuid */
            attachmentId: string;
            /** @description Cleaned; its ending follows the content. Absent for the receiver unless READY: of a file that is withheld nothing is told but that there was one. */
            name?: string;
            /** @description As which it will be given out: a HEIC or WebP picture becomes a JPEG. Absent where the name is. */
            mediaType?: string;
            /**
             * Format: int64
             * @description Bytes: of what was uploaded, and once READY of what is given out. Absent where the name is, or where it isn't known.
             */
            size?: number;
            state: components["schemas"]["AttachmentState"];
            reason?: components["schemas"]["AttachmentReason"];
        };
        AttachmentLimits: {
            /** @description How many files a draft may have. */
            files: number;
            /**
             * Format: int64
             * @description How big one may be.
             */
            fileBytes: number;
            /**
             * Format: int64
             * @description How big all together may be.
             */
            bytes: number;
            /** @description Endings and media types for the file picker. What counts is the content. */
            accept: string[];
        };
        AttachmentList: {
            attachments: components["schemas"]["Attachment"][];
            limits: components["schemas"]["AttachmentLimits"];
        };
        /**
         * @description SENT: durably accepted, on its way. DELIVERED: registered in the fagsystem. READ: the other side has seen it.
         *     NOT_DELIVERED_YET: accepted, waits (see reason). PARKED: accepted, but a human must look (see reason).
         * @enum {string}
         */
        MessageState: "SENT" | "DELIVERED" | "READ" | "NOT_DELIVERED_YET" | "PARKED";
        /** @enum {string} */
        WaitReason: "FAGSYSTEM_UNAVAILABLE" | "EARLIER_WAITS" | "REFUSED" | "FAULT";
        MessageTranslation: {
            language: components["schemas"]["Language"];
            direction: components["schemas"]["Direction"];
            text: string;
            provenance: components["schemas"]["Provenance"];
        };
        Message: {
            /** Format: uuid */
            messageId: string;
            /** @description Written by the side that is looking: the party, or any employee. */
            mine: boolean;
            fromEmployee: boolean;
            authorName: components["schemas"]["PersonName"];
            text: string;
            language?: components["schemas"]["Language"];
            direction?: components["schemas"]["Direction"];
            /** @description It was taken out of the case afterwards: nothing of what it said is here any more. */
            withdrawn?: boolean;
            /** @description Only of one's own that isn't delivered: what was written is kept but can't be opened any more, so `text` is empty, and nothing else of it is here. */
            lost?: boolean;
            /** @description What an employee wrote here holds a protected fact of another party. The party has it without the words: `text` is empty, as is each answer's `reason`, and there are no translations. An employee sees the words, and by this that the party doesn't. */
            withheld?: boolean;
            /** @description The author is afraid of the whole message being known. Only ever told to the author and employees. */
            afraidOfBeingKnown?: boolean;
            afraidParts?: components["schemas"]["AfraidPart"][];
            state: components["schemas"]["MessageState"];
            reason?: components["schemas"]["WaitReason"];
            /**
             * Format: date-time
             * @description Can be taken back until then.
             */
            undoUntil?: string | null;
            /**
             * Format: int64
             * @description Absent until delivered.
             */
            position?: number | null;
            registrationId?: string | null;
            /**
             * Format: date-time
             * @description When the portal answered "sent"; counts as received.
             */
            sentAt: string;
            /** Format: date-time */
            deliveredAt?: string | null;
            /** Format: date-time */
            readAt?: string | null;
            translations?: components["schemas"]["MessageTranslation"][];
            request?: components["schemas"]["Request"];
            attachments?: components["schemas"]["Attachment"][];
            /**
             * Format: date
             * @description The author, an employee, has read what was written and answers on this day; `text` is empty.
             */
            answerBy?: string | null;
            view?: components["schemas"]["SaidView"];
            accessRequest?: components["schemas"]["SaidAccessRequest"];
            /**
             * Format: uuid
             * @description Of an answer: the view, comment or complaint that it is about.
             */
            answersTo?: string | null;
            on?: components["schemas"]["OnEntry"];
            /** @description Of an answer: what it says. */
            answers?: components["schemas"]["SaidAnswer"][];
            consent?: components["schemas"]["SaidConsent"];
            understood?: components["schemas"]["UnderstoodMessage"];
        };
        /**
         * @description As it stands in the fagsystem. EXPIRED also where its last day has passed.
         * @enum {string}
         */
        ConsentState: "ASKED" | "GIVEN" | "REFUSED" | "WITHDRAWN" | "EXPIRED" | "CANCELLED" | "REPLACED";
        Look: {
            /**
             * Format: date-time
             * @description When it began.
             */
            at: string;
            /**
             * @description EMPLOYEE where it wasn't noted what they were to the case.
             * @enum {string}
             */
            role: "CONTACT_PERSON" | "STAND_IN" | "TEAM_LEADER" | "EMPLOYEE";
            /** @enum {string} */
            place: "PORTAL" | "FAGSYSTEM";
            /**
             * @description Of a look in the fagsystem: CASE is whatever is neither a document nor the conversation.
             * @enum {string}
             */
            what?: "CASE" | "DOCUMENT" | "CONVERSATION";
        };
        LookList: {
            looks: components["schemas"]["Look"][];
            /**
             * @description Whether the looks in the fagsystem are among them: NOT_DELIVERED, this one never tells; SILENT, it didn't answer now, and they are missing.
             * @enum {string}
             */
            fagsystem: "TOLD" | "NOT_DELIVERED" | "SILENT";
            /**
             * Format: date
             * @description What is older isn't told.
             */
            since: string;
        };
        /** @enum {string} */
        ConsentReply: "GIVEN" | "REFUSED" | "WITHDRAWN";
        /** @description A text in one language. `shown` names exactly these words, for the answer to them. */
        ConsentWords: {
            language: components["schemas"]["Language"];
            direction: components["schemas"]["Direction"];
            purpose: string;
            text?: string | null;
            provenance?: components["schemas"]["Provenance"];
            /** @description Opaque. */
            shown: string;
        };
        /** @description Something that happened to it. */
        ConsentStep: {
            kind: components["schemas"]["ConsentState"];
            /** Format: date-time */
            at: string;
            /** @description The party answered it through the portal. */
            bySelf: boolean;
            textVersion: string;
            /** @description Of ASKED: the text was changed, and what was answered before no longer holds. */
            newText?: boolean;
            earlier?: components["schemas"]["EarlierConsentText"];
            /** @description The answer is registered, but changed nothing: by then the text was another one, or there was nothing to answer any more. */
            withoutEffect: boolean;
            answer?: components["schemas"]["ConsentAnswer"];
        };
        /** @description The words that were answered, where those that hold now are others. */
        EarlierConsentText: {
            purpose: string;
            text: string;
            language: components["schemas"]["Language"];
            direction: components["schemas"]["Direction"];
        };
        /** @description The party's own answer and how far it has come. */
        ConsentAnswer: {
            /** Format: uuid */
            answerId: string;
            reply: components["schemas"]["ConsentReply"];
            textVersion: string;
            /** @description Why, in the party's own words. */
            reason?: string;
            language?: components["schemas"]["Language"];
            state: components["schemas"]["MessageState"];
            waitReason?: components["schemas"]["WaitReason"];
            registrationId?: string | null;
            /** Format: date-time */
            sentAt: string;
            /** Format: date-time */
            deliveredAt?: string | null;
            /** Format: date-time */
            readAt?: string | null;
        };
        /** @description `translation` is in the reader's language, by a person or certified, of the version that holds; `pending` the newest answer that the fagsystem hasn't registered. */
        Consent: {
            /** Format: uuid */
            consentId: string;
            textVersion: string;
            state: components["schemas"]["ConsentState"];
            /** @description The party answers for the child, not for itself. */
            forChild: boolean;
            /** Format: date-time */
            askedAt: string;
            /** Format: date */
            answerBy?: string | null;
            /** Format: date */
            validUntil?: string | null;
            /**
             * Format: uuid
             * @description Another one of this list.
             */
            replacedBy?: string | null;
            original: components["schemas"]["ConsentWords"];
            translation?: components["schemas"]["ConsentWords"];
            pending?: components["schemas"]["ConsentAnswer"];
            /** @description What can be answered now. */
            replies: components["schemas"]["ConsentReply"][];
            /** @description Newest first; what is on its way is first of all. */
            history: components["schemas"]["ConsentStep"][];
        };
        ConsentList: {
            consents: components["schemas"]["Consent"][];
            /** @description False while the fagsystem doesn't answer: `unknown` are one's own answers on their way. */
            available: boolean;
            /** @description Answers on their way to consents that can't be shown now. */
            unknown?: components["schemas"]["ConsentAnswer"][];
            /**
             * Format: date-time
             * @description Until then this log-in is fresh enough for an answer.
             */
            freshUntil: string;
        };
        EmployeeConsentList: {
            consents: components["schemas"]["Consent"][];
            available: boolean;
        };
        NewConsentAnswer: {
            reply: components["schemas"]["ConsentReply"];
            /** @description Of the words on the screen. */
            shown: string;
            /** @description Optional: up to 2 000 code points after NFC and trimming. */
            reason?: string;
            language?: components["schemas"]["Language"];
            draft?: components["schemas"]["DraftBase"];
        };
        /** @description What a message says that answers a consent. To a party only that there is one: what it is about needs the log-in level that documents need, and stands among the consents. */
        SaidConsent: {
            /** Format: uuid */
            consentId: string;
            reply?: components["schemas"]["ConsentReply"];
            purpose?: string;
        };
        /** @enum {string} */
        ViewMoment: "BEFORE_MEETING" | "AFTER_MEETING" | "ANY_TIME";
        /** @description A comment or a complaint. */
        NewOnEntry: {
            /** @description 1 to 10 000 code points after NFC and trimming. */
            text: string;
            /** @description The author is afraid of this being known. Travels with it. */
            afraidOfBeingKnown?: boolean;
            language?: components["schemas"]["Language"];
            draft?: components["schemas"]["DraftBase"];
        };
        /** @enum {string} */
        OnEntryKind: "COMMENT" | "COMPLAINT";
        /**
         * @description Of a comment or a complaint: what it is about. All but the kind stands only where it is known now; the type and the title only for whoever may see the entry,
         *     the deadline only of a complaint.
         */
        OnEntry: {
            kind: components["schemas"]["OnEntryKind"];
            /** Format: uuid */
            entryId?: string;
            /** Format: date */
            date?: string;
            type?: components["schemas"]["EntryType"];
            /** @description In the reader's language where the fagsystem has it. */
            title?: string;
            titleLanguage?: components["schemas"]["Language"];
            titleTranslation?: components["schemas"]["TextInfo"];
            /** Format: date */
            deadline?: string;
            /** @description It was sent after the deadline: whether it is dealt with is the service's to decide. */
            afterDeadline?: boolean;
        };
        /** @enum {string} */
        ViewPrompt: "THIS_IS_GOOD" | "THIS_MUST_CHANGE" | "ASK_ME_ABOUT" | "DO_NOT_ASK_ME_ABOUT" | "HOW_IT_WAS" | "NOT_SAID" | "NOT_UNDERSTOOD" | "SOMETHING_ELSE";
        NewViewItem: {
            prompt: components["schemas"]["ViewPrompt"];
            /** @description 1 to 2 000 code points after NFC and trimming. */
            text: string;
        };
        NewView: {
            moment: components["schemas"]["ViewMoment"];
            /**
             * Format: uuid
             * @description The meeting that it is about.
             */
            meetingId?: string;
            /** @description Each prompt at most once. */
            items: components["schemas"]["NewViewItem"][];
            /** @description The author is afraid of this being known. Travels with it. */
            afraidOfBeingKnown?: boolean;
            language?: components["schemas"]["Language"];
            draft?: components["schemas"]["DraftBase"];
        };
        /** @description What a message says that is a view. */
        SaidView: {
            moment: components["schemas"]["ViewMoment"];
            /** @description False where it is only known that there is one: what was said is in the fagsystem, which doesn't answer. */
            known: boolean;
            items: components["schemas"]["ViewItem"][];
        };
        SaidAnswer: {
            prompt?: components["schemas"]["ViewPrompt"];
            outcome: components["schemas"]["AnswerOutcome"];
            reason: string;
            translation?: components["schemas"]["TranslatedWords"];
        };
        /**
         * @description What became of what was said. Of a complaint it is UPHELD (the decision is changed), PARTLY_UPHELD, FORWARDED (to whoever decides about it) or DISMISSED (not dealt with); of all else USED, PARTLY or NOT_USED.
         * @enum {string}
         */
        AnswerOutcome: "USED" | "PARTLY" | "NOT_USED" | "UPHELD" | "PARTLY_UPHELD" | "FORWARDED" | "DISMISSED";
        /** @description Where it shows. Only of what the reader may see now, and not where the goal or paragraph that it names isn't there any more. */
        AnswerLink: {
            /** Format: uuid */
            entryId: string;
            type: components["schemas"]["EntryType"];
            /** @description In the reader's language where the fagsystem has it. */
            title: string;
            titleLanguage?: components["schemas"]["Language"];
            titleTranslation?: components["schemas"]["TextInfo"];
            /** Format: uuid */
            documentId?: string;
            /** @description A paragraph of the document, by its `id` in the original. Absent where the document doesn't have it. */
            blockId?: string;
            /** @description A goal that stands on the plan's page. */
            subGoalId?: string;
            /** @description What the place in it is called: the goal, or the heading above the paragraph, in the reader's language where there is one. */
            placeName?: string;
            placeLanguage?: components["schemas"]["Language"];
            placeTranslation?: components["schemas"]["TextInfo"];
        };
        /** @description What became of something that a party said, and why; the same for views, comments and complaints. `state` and `waitReason` stand on one's own answer that isn't registered yet. */
        Answer: {
            outcome: components["schemas"]["AnswerOutcome"];
            reason: string;
            /** @description `reason` holds a protected fact of another party: for the party it is empty, an employee has it. */
            withheld?: boolean;
            language: components["schemas"]["Language"];
            direction: components["schemas"]["Direction"];
            translation?: components["schemas"]["TranslatedWords"];
            /** Format: date-time */
            answeredAt: string;
            byRole: components["schemas"]["EmployeeRelation"];
            link?: components["schemas"]["AnswerLink"];
            state?: components["schemas"]["MessageState"];
            waitReason?: components["schemas"]["WaitReason"];
        };
        /** @enum {string} */
        EmployeeRelation: "CONTACT_PERSON" | "STAND_IN" | "TEAM_LEADER";
        ViewItem: {
            prompt: components["schemas"]["ViewPrompt"];
            text: string;
            answer?: components["schemas"]["Answer"];
        };
        ViewMeeting: {
            title: string;
            /** Format: date-time */
            startsAt: string;
            translation?: components["schemas"]["TranslatedWords"];
        };
        /** @description What a party has said, how far it has come, and what became of it. A comment or a complaint has `on` and `text`, and no items. */
        View: {
            /** Format: uuid */
            viewId: string;
            moment: components["schemas"]["ViewMoment"];
            /** Format: uuid */
            meetingId?: string | null;
            meeting?: components["schemas"]["ViewMeeting"];
            /** @description False where it is only known that there is one: what was said is in the fagsystem, which doesn't answer. */
            known: boolean;
            items: components["schemas"]["ViewItem"][];
            on?: components["schemas"]["OnEntry"];
            /** @description The words of a comment or a complaint. */
            text?: string;
            /** @description Of the whole text: of a view's cards together, or of the words of a comment or a complaint. */
            translations?: components["schemas"]["MessageTranslation"][];
            afraidOfBeingKnown?: boolean;
            language?: components["schemas"]["Language"];
            direction?: components["schemas"]["Direction"];
            state: components["schemas"]["MessageState"];
            reason?: components["schemas"]["WaitReason"];
            registrationId?: string | null;
            /** Format: date-time */
            sentAt: string;
            /** Format: date-time */
            deliveredAt?: string | null;
            /** Format: date-time */
            readAt?: string | null;
            answer?: components["schemas"]["Answer"];
        };
        ViewList: {
            views: components["schemas"]["View"][];
            /** @description False while the fagsystem doesn't answer: only what is on its way is here. */
            historyAvailable: boolean;
            canSend: boolean;
        };
        AnswerSubGoal: {
            subGoalId: string;
            description: string;
        };
        /** @description An entry released to the party, which an answer can name. */
        AnswerPlace: {
            /** Format: uuid */
            entryId: string;
            type: components["schemas"]["EntryType"];
            title: string;
            /** Format: date */
            date: string;
            subGoals: components["schemas"]["AnswerSubGoal"][];
            /** @description A paragraph of it can be named. */
            hasText: boolean;
        };
        PlaceParagraph: {
            blockId: string;
            heading: boolean;
            /** @description How it begins. */
            text: string;
        };
        PlaceDocument: {
            /** Format: uuid */
            documentId: string;
            title: string;
            language: components["schemas"]["Language"];
            direction: components["schemas"]["Direction"];
            /** @description In their order. */
            paragraphs: components["schemas"]["PlaceParagraph"][];
        };
        /** @description The paragraphs that an answer can name. A document that can't be shown as text is left out. */
        AnswerPlaceText: {
            documents: components["schemas"]["PlaceDocument"][];
        };
        EmployeeViewList: {
            views: components["schemas"]["View"][];
            /** @description Newest first; empty where the party sees no documents. */
            places: components["schemas"]["AnswerPlace"][];
            historyAvailable: boolean;
        };
        NewAnswerLink: {
            /** Format: uuid */
            entryId: string;
            /** Format: uuid */
            documentId?: string;
            blockId?: string;
            subGoalId?: string;
        };
        NewAnswer: {
            prompt?: components["schemas"]["ViewPrompt"];
            outcome: components["schemas"]["AnswerOutcome"];
            /** @description 1 to 2 000 code points after NFC and trimming. */
            reason: string;
            link?: components["schemas"]["NewAnswerLink"];
        };
        NewAnswers: {
            /** @description Each prompt at most once; without one it is about the whole. */
            answers: components["schemas"]["NewAnswer"][];
            language?: components["schemas"]["Language"];
            draft?: components["schemas"]["DraftBase"];
        };
        /** @enum {string} */
        RequestKind: "CALL_ME" | "MEETING_REQUEST" | "INTERPRETER_REQUEST";
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
        NewRequest: {
            kind: components["schemas"]["RequestKind"];
            /** @description The only times at which it is safe. Absent or empty means any time within office hours. */
            times?: components["schemas"]["SafeTime"][];
            /** @description The number to call. Absent means the one that the municipality has. */
            phone?: string;
            /** @description It is safe to leave a message; absent means no. */
            mayLeaveMessage?: boolean;
            spokenLanguage?: components["schemas"]["Language"];
            /** @description An interpreter for `spokenLanguage` is needed; absent means no. */
            interpreter?: boolean;
            form?: components["schemas"]["MeetingForm"];
            /** @description At most 200 code points. */
            about?: string;
            /** @description Who should be there. At most 200 code points. */
            participants?: string;
            /** @description Further words; at most 10 000 code points. */
            text?: string;
            language?: components["schemas"]["Language"];
            /** @description The author is afraid of what is asked being known. Travels with it. */
            afraidOfBeingKnown?: boolean;
            draft?: components["schemas"]["DraftBase"];
        };
        /** @description What a message asks for that is a request. Its further words are the message's text. */
        Request: {
            kind: components["schemas"]["RequestKind"];
            /** @description False where only the kind is known now: what was asked is in the fagsystem, which doesn't answer. */
            known: boolean;
            /** @description The only times at which it is safe; empty means any time within office hours. */
            times: components["schemas"]["SafeTime"][];
            /** @description Absent means the one that the municipality has. */
            phone?: string | null;
            mayLeaveMessage: boolean;
            spokenLanguage?: components["schemas"]["Language"];
            interpreter: boolean;
            form?: components["schemas"]["MeetingForm"];
            about?: string | null;
            participants?: string | null;
            /**
             * Format: date-time
             * @description When an employee first wrote in the conversation after it.
             */
            answeredAt?: string | null;
        };
        RequestList: {
            requests: components["schemas"]["Message"][];
        };
        Conversation: {
            messages: components["schemas"]["Message"][];
            /** @description There are older messages. */
            more: boolean;
            canWrite: boolean;
            /** @description False while the fagsystem doesn't answer: only own messages on their way are here. */
            historyAvailable: boolean;
            /** @description Something of the other side is accepted, but a human must look at it before it comes here. */
            otherSideParked?: boolean;
            /** @description For employees: something that another employee wrote here is accepted, but a human must look at it before it arrives. */
            colleagueParked?: boolean;
            /** @description This person has never written here through the portal; someone under 18 is then told what "part of the case" means. */
            beforeFirstMessage: boolean;
            /**
             * Format: int64
             * @description How far the side that is looking has read.
             */
            readPosition: number;
            /** Format: int64 */
            lastPosition: number;
            contactPerson?: components["schemas"]["ContactPerson"];
            office: components["schemas"]["Office"];
            answer?: components["schemas"]["AwaitedAnswer"];
            /**
             * Format: date-time
             * @description The server's clock, for the undo countdown.
             */
            now: string;
        };
        Draft: {
            text: string;
            language?: components["schemas"]["Language"];
            /** @description Without a text, of the files of this draft. */
            afraidOfBeingKnown?: boolean;
            afraidParts?: components["schemas"]["AfraidPart"][];
            /** Format: int64 */
            revision: number;
            /** Format: date-time */
            savedAt?: string | null;
            /**
             * Format: uuid
             * @description Only in what is saved: made by the page, which can say by it what its next words come after.
             */
            saveId?: string;
            /**
             * Format: uuid
             * @description Only in what is saved, instead of `revision`, where the page doesn't know that yet: the `saveId`, or the `messageId` with which the draft ended, after which this was
             *     written. It is saved where that is the draft's last change.
             */
            after?: string;
        };
        NewAnswerPromise: {
            /** Format: date */
            answerBy: string;
        };
        DraftConflict: {
            type: string;
            title: string;
            status: number;
            code: components["schemas"]["ProblemCode"];
            detail: string;
            correlationId: string;
            saved: components["schemas"]["Draft"];
        };
        ReadMark: {
            /** Format: int64 */
            position: number;
        };
        LiveEventPage: {
            /** Format: int64 */
            position: number;
            /** @description The position asked for is too old; fetch everything anew. */
            resync: boolean;
            events: components["schemas"]["LiveEvent"][];
        };
        /** @description Ids only; see live.yaml. */
        LiveEvent: {
            /** Format: int64 */
            position: number;
            type: string;
            /** Format: uuid */
            caseCopyId?: string;
            /** Format: uuid */
            messageId?: string;
            /** Format: uuid */
            entryId?: string;
        };
        Employee: {
            name: components["schemas"]["PersonName"];
            /** @enum {string} */
            role: "CONTACT_PERSON" | "TEAM_LEADER";
            team?: string | null;
            municipality: string;
            municipalityName: string;
            language: components["schemas"]["Language"];
            languages: components["schemas"]["PortalLanguage"][];
            session: components["schemas"]["Session"];
            practice: boolean;
        };
        InboxItem: {
            /** Format: uuid */
            caseCopyId: string;
            /** @enum {string} */
            relation: "CONTACT_PERSON" | "STAND_IN" | "TEAM_LEADER";
            party: components["schemas"]["PersonName"];
            partyRole: components["schemas"]["Role"];
            partyLanguage?: components["schemas"]["Language"];
            child: components["schemas"]["PersonName"];
            unread: number;
            /**
             * Format: date-time
             * @description The oldest message nobody has read.
             */
            waitingSince?: string | null;
            /** Format: date-time */
            lastAt?: string | null;
            lastFromEmployee?: boolean;
            /**
             * Format: date-time
             * @description The oldest message that nobody has answered. A promise to answer is no answer.
             */
            unansweredSince?: string | null;
            /**
             * Format: date
             * @description The day that was promised to the party, while something is unanswered.
             */
            answerBy?: string | null;
            /** @description Messages of employees that the party hasn't read; absent where that isn't known. */
            partyUnread?: number | null;
            /** @description What the party has asked for since an employee last wrote, oldest first. */
            openRequests?: components["schemas"]["RequestKind"][];
            /** @description Views, comments and complaints of the party that aren't answered yet; a view is once each of its items is. */
            unansweredViews?: number;
            /** @description Requests of the party to see something that aren't wholly decided yet. */
            openAccessRequests?: number;
            /** @description Translations that the party has asked for and that nobody has ordered yet. */
            openTranslations?: number;
            /** @description Paragraphs that the party says are wrong and that nobody has answered yet. */
            unansweredMarks?: number;
            unopenedDecisions?: number;
            hasDraft?: boolean;
            /**
             * Format: date-time
             * @description The party's access is paused since then.
             */
            pausedAt?: string | null;
            /** @description Messages and files in this conversation that a human must look at, whoever wrote them. */
            parked?: number;
        };
        Inbox: {
            items: components["schemas"]["InboxItem"][];
            away?: components["schemas"]["InboxAway"];
        };
        /** @description The fagsystem doesn't answer. What was sent is kept and comes through when it does; of whom it is isn't told. */
        InboxAway: {
            /** @description One's own messages that wait for the fagsystem. */
            ownWaiting: number;
            /** @description All messages that parties in the municipality have sent and that wait for the fagsystem. */
            partiesWaiting: number;
        };
        /**
         * @description NONE, or OFF (switched off by the contact person), MAKING, READY, FETCHED (once, as it is meant), STOPPED (by oneself or because one's rights changed), VOID (something in it was taken back since), TOO_LARGE, FAILED, EXPIRED (not fetched in 24 hours).
         * @enum {string}
         */
        ExportState: "NONE" | "OFF" | "MAKING" | "READY" | "FETCHED" | "STOPPED" | "VOID" | "TOO_LARGE" | "FAILED" | "EXPIRED";
        Export: {
            state: components["schemas"]["ExportState"];
            /** @description This log-in is certain and new enough to order and to fetch. */
            fresh: boolean;
            /** @description While it is made: parts that are ready. */
            done?: number;
            /** @description While it is made: parts in all; absent until they are counted. */
            total?: number;
            /** Format: date-time */
            orderedAt?: string;
            /** Format: date-time */
            readyUntil?: string;
            /**
             * Format: int64
             * @description How large the file is.
             */
            size?: number;
        };
        ExportSwitchChoice: {
            off: boolean;
            /** @description Why; needed for switching off. */
            reason?: string;
        };
        ExportSwitch: {
            /**
             * Format: date-time
             * @description Absent where the party may take the case along.
             */
            offSince?: string | null;
        };
        PauseChoice: {
            paused: boolean;
        };
        Pause: {
            /**
             * Format: date-time
             * @description Absent where the access isn't paused.
             */
            pausedAt?: string | null;
        };
        EmployeeConversation: {
            conversation: components["schemas"]["Conversation"];
            /** @enum {string} */
            relation: "CONTACT_PERSON" | "STAND_IN" | "TEAM_LEADER";
            party: components["schemas"]["PersonName"];
            partyRole: components["schemas"]["Role"];
            partyLanguage?: components["schemas"]["Language"];
            interpreterLanguage?: string | null;
            partyUnder18?: boolean;
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
            child: components["schemas"]["PersonName"];
            /**
             * @description Others in the case of whom the party mustn't learn where they live, are or go to school: whoever writes here keeps it in mind. Never the place itself. The party never
             *     gets this. Absent where there is nobody, or where the fagsystem doesn't tell now.
             */
            hiddenFromParty?: components["schemas"]["PersonName"][];
            unopenedDecisions?: number;
            /** @description Days on which one can sensibly promise to answer, soonest first. */
            promiseDays?: string[];
        };
    };
    responses: {
        /** @description What went wrong and what to do. */
        Problem: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: {
        CaseCopyId: string;
        EntryId: string;
        DocumentId: string;
        MeetingId: string;
        LogInId: string;
        /** @description UUIDv7 made by the client. */
        MessageId: string;
        /** @description UUIDv7 made by the client that added it. */
        AttachmentId: string;
        /** @description The file's name as the device has it, UTF-8 percent-encoded (encodeURIComponent). It is cleaned, and its ending follows the content. */
        FileName: string;
        /** @description UUIDv7 made by the client. */
        RequestId: string;
        /** @description UUIDv7 made by the client. */
        PromiseId: string;
        /** @description UUIDv7 made by the client. */
        MarkId: string;
        TextLanguage: components["schemas"]["Language"];
        /** @description Which one: `documentId`, `language` and `blockId` with a full stop between them. */
        Paragraph: string;
        /** @description UUIDv7 made by the client. */
        ViewId: string;
        /** @description UUIDv7 made by the client. */
        AccessRequestId: string;
        ConsentId: string;
        /** @description UUIDv7 made by the client. */
        AnswerId: string;
        /** @description What is asked for, a call where nothing is said; each has a draft of its own, and an interpreter, who is asked for in one tap, none. */
        OfKind: components["schemas"]["RequestKind"];
        /** @description For when it is; each moment of each meeting has a draft of its own. */
        OfMoment: components["schemas"]["ViewMoment"];
        OfMeeting: string;
        BeforePosition: number;
        MessageLimit: number;
        /** @description Live position; without it only the current position comes. */
        After: number;
    };
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type Problem = components['schemas']['Problem'];
export type ProblemCode = components['schemas']['ProblemCode'];
export type Language = components['schemas']['Language'];
export type Direction = components['schemas']['Direction'];
export type LanguageChoice = components['schemas']['LanguageChoice'];
export type PersonName = components['schemas']['PersonName'];
export type PortalLanguage = components['schemas']['PortalLanguage'];
export type Hours = components['schemas']['Hours'];
export type Opening = components['schemas']['Opening'];
export type Holiday = components['schemas']['Holiday'];
export type SpecialDay = components['schemas']['SpecialDay'];
export type Office = components['schemas']['Office'];
export type AwaitedAnswer = components['schemas']['AwaitedAnswer'];
export type Phone = components['schemas']['Phone'];
export type Municipality = components['schemas']['Municipality'];
export type PublicContext = components['schemas']['PublicContext'];
export type Session = components['schemas']['Session'];
export type LogIn = components['schemas']['LogIn'];
export type LogInList = components['schemas']['LogInList'];
export type Role = components['schemas']['Role'];
export type Citizen = components['schemas']['Citizen'];
export type CaseSummary = components['schemas']['CaseSummary'];
export type Capabilities = components['schemas']['Capabilities'];
export type ContactPerson = components['schemas']['ContactPerson'];
export type Milestone = components['schemas']['Milestone'];
export type TranslatedWords = components['schemas']['TranslatedWords'];
export type OtherParty = components['schemas']['OtherParty'];
export type OwnContact = components['schemas']['OwnContact'];
export type Meeting = components['schemas']['Meeting'];
export type Waiting = components['schemas']['Waiting'];
export type Case = components['schemas']['Case'];
export type EntryType = components['schemas']['EntryType'];
export type AccessState = components['schemas']['AccessState'];
export type NewAccessRequest = components['schemas']['NewAccessRequest'];
export type AccessRequestItem = components['schemas']['AccessRequestItem'];
export type AccessRequest = components['schemas']['AccessRequest'];
export type AccessRequestList = components['schemas']['AccessRequestList'];
export type SaidAccessRequest = components['schemas']['SaidAccessRequest'];
export type EntrySummary = components['schemas']['EntrySummary'];
export type EntryPage = components['schemas']['EntryPage'];
export type ComplaintRight = components['schemas']['ComplaintRight'];
export type Remedy = components['schemas']['Remedy'];
export type Provenance = components['schemas']['Provenance'];
export type TextInfo = components['schemas']['TextInfo'];
export type DocumentTranslation = components['schemas']['DocumentTranslation'];
export type EntryDocument = components['schemas']['EntryDocument'];
export type SubGoal = components['schemas']['SubGoal'];
export type MeasuresPlan = components['schemas']['MeasuresPlan'];
export type CommentsAsked = components['schemas']['CommentsAsked'];
export type DraftOutcome = components['schemas']['DraftOutcome'];
export type TimelineItem = components['schemas']['TimelineItem'];
export type Plan = components['schemas']['Plan'];
export type Entry = components['schemas']['Entry'];
export type Correspondent = components['schemas']['Correspondent'];
export type Link = components['schemas']['Link'];
export type InShort = components['schemas']['InShort'];
export type InShortText = components['schemas']['InShortText'];
export type InShortMedia = components['schemas']['InShortMedia'];
export type Caption = components['schemas']['Caption'];
export type UnderstoodAnswer = components['schemas']['UnderstoodAnswer'];
export type NewUnderstood = components['schemas']['NewUnderstood'];
export type Understood = components['schemas']['Understood'];
export type UnderstoodMessage = components['schemas']['UnderstoodMessage'];
export type Inline = components['schemas']['Inline'];
export type TableCell = components['schemas']['TableCell'];
export type TableRow = components['schemas']['TableRow'];
export type ListItem = components['schemas']['ListItem'];
export type Block = components['schemas']['Block'];
export type OnlyFile = components['schemas']['OnlyFile'];
export type Text = components['schemas']['Text'];
export type NewMark = components['schemas']['NewMark'];
export type MarkState = components['schemas']['MarkState'];
export type Mark = components['schemas']['Mark'];
export type MarkAnswer = components['schemas']['MarkAnswer'];
export type MarkOutcome = components['schemas']['MarkOutcome'];
export type NewMarkAnswer = components['schemas']['NewMarkAnswer'];
export type TranslationState = components['schemas']['TranslationState'];
export type TranslationRequest = components['schemas']['TranslationRequest'];
export type TextRequests = components['schemas']['TextRequests'];
export type EmployeeTranslationRequest = components['schemas']['EmployeeTranslationRequest'];
export type EmployeeMark = components['schemas']['EmployeeMark'];
export type ParagraphInText = components['schemas']['ParagraphInText'];
export type EmployeeTextRequests = components['schemas']['EmployeeTextRequests'];
export type DocumentText = components['schemas']['DocumentText'];
export type OnlyDocument = components['schemas']['OnlyDocument'];
export type NewMessage = components['schemas']['NewMessage'];
export type DraftBase = components['schemas']['DraftBase'];
export type AfraidPart = components['schemas']['AfraidPart'];
export type AttachmentState = components['schemas']['AttachmentState'];
export type AttachmentReason = components['schemas']['AttachmentReason'];
export type Attachment = components['schemas']['Attachment'];
export type AttachmentLimits = components['schemas']['AttachmentLimits'];
export type AttachmentList = components['schemas']['AttachmentList'];
export type MessageState = components['schemas']['MessageState'];
export type WaitReason = components['schemas']['WaitReason'];
export type MessageTranslation = components['schemas']['MessageTranslation'];
export type Message = components['schemas']['Message'];
export type ConsentState = components['schemas']['ConsentState'];
export type Look = components['schemas']['Look'];
export type LookList = components['schemas']['LookList'];
export type ConsentReply = components['schemas']['ConsentReply'];
export type ConsentWords = components['schemas']['ConsentWords'];
export type ConsentStep = components['schemas']['ConsentStep'];
export type EarlierConsentText = components['schemas']['EarlierConsentText'];
export type ConsentAnswer = components['schemas']['ConsentAnswer'];
export type Consent = components['schemas']['Consent'];
export type ConsentList = components['schemas']['ConsentList'];
export type EmployeeConsentList = components['schemas']['EmployeeConsentList'];
export type NewConsentAnswer = components['schemas']['NewConsentAnswer'];
export type SaidConsent = components['schemas']['SaidConsent'];
export type ViewMoment = components['schemas']['ViewMoment'];
export type NewOnEntry = components['schemas']['NewOnEntry'];
export type OnEntryKind = components['schemas']['OnEntryKind'];
export type OnEntry = components['schemas']['OnEntry'];
export type ViewPrompt = components['schemas']['ViewPrompt'];
export type NewViewItem = components['schemas']['NewViewItem'];
export type NewView = components['schemas']['NewView'];
export type SaidView = components['schemas']['SaidView'];
export type SaidAnswer = components['schemas']['SaidAnswer'];
export type AnswerOutcome = components['schemas']['AnswerOutcome'];
export type AnswerLink = components['schemas']['AnswerLink'];
export type Answer = components['schemas']['Answer'];
export type EmployeeRelation = components['schemas']['EmployeeRelation'];
export type ViewItem = components['schemas']['ViewItem'];
export type ViewMeeting = components['schemas']['ViewMeeting'];
export type View = components['schemas']['View'];
export type ViewList = components['schemas']['ViewList'];
export type AnswerSubGoal = components['schemas']['AnswerSubGoal'];
export type AnswerPlace = components['schemas']['AnswerPlace'];
export type PlaceParagraph = components['schemas']['PlaceParagraph'];
export type PlaceDocument = components['schemas']['PlaceDocument'];
export type AnswerPlaceText = components['schemas']['AnswerPlaceText'];
export type EmployeeViewList = components['schemas']['EmployeeViewList'];
export type NewAnswerLink = components['schemas']['NewAnswerLink'];
export type NewAnswer = components['schemas']['NewAnswer'];
export type NewAnswers = components['schemas']['NewAnswers'];
export type RequestKind = components['schemas']['RequestKind'];
export type SafeTime = components['schemas']['SafeTime'];
export type MeetingForm = components['schemas']['MeetingForm'];
export type NewRequest = components['schemas']['NewRequest'];
export type Request = components['schemas']['Request'];
export type RequestList = components['schemas']['RequestList'];
export type Conversation = components['schemas']['Conversation'];
export type Draft = components['schemas']['Draft'];
export type NewAnswerPromise = components['schemas']['NewAnswerPromise'];
export type DraftConflict = components['schemas']['DraftConflict'];
export type ReadMark = components['schemas']['ReadMark'];
export type LiveEventPage = components['schemas']['LiveEventPage'];
export type LiveEvent = components['schemas']['LiveEvent'];
export type Employee = components['schemas']['Employee'];
export type InboxItem = components['schemas']['InboxItem'];
export type Inbox = components['schemas']['Inbox'];
export type InboxAway = components['schemas']['InboxAway'];
export type ExportState = components['schemas']['ExportState'];
export type Export = components['schemas']['Export'];
export type ExportSwitchChoice = components['schemas']['ExportSwitchChoice'];
export type ExportSwitch = components['schemas']['ExportSwitch'];
export type PauseChoice = components['schemas']['PauseChoice'];
export type Pause = components['schemas']['Pause'];
export type EmployeeConversation = components['schemas']['EmployeeConversation'];
export type ResponseProblem = components['responses']['Problem'];
export type ParameterCaseCopyId = components['parameters']['CaseCopyId'];
export type ParameterEntryId = components['parameters']['EntryId'];
export type ParameterDocumentId = components['parameters']['DocumentId'];
export type ParameterMeetingId = components['parameters']['MeetingId'];
export type ParameterLogInId = components['parameters']['LogInId'];
export type ParameterMessageId = components['parameters']['MessageId'];
export type ParameterAttachmentId = components['parameters']['AttachmentId'];
export type ParameterFileName = components['parameters']['FileName'];
export type ParameterRequestId = components['parameters']['RequestId'];
export type ParameterPromiseId = components['parameters']['PromiseId'];
export type ParameterMarkId = components['parameters']['MarkId'];
export type ParameterTextLanguage = components['parameters']['TextLanguage'];
export type ParameterParagraph = components['parameters']['Paragraph'];
export type ParameterViewId = components['parameters']['ViewId'];
export type ParameterAccessRequestId = components['parameters']['AccessRequestId'];
export type ParameterConsentId = components['parameters']['ConsentId'];
export type ParameterAnswerId = components['parameters']['AnswerId'];
export type ParameterOfKind = components['parameters']['OfKind'];
export type ParameterOfMoment = components['parameters']['OfMoment'];
export type ParameterOfMeeting = components['parameters']['OfMeeting'];
export type ParameterBeforePosition = components['parameters']['BeforePosition'];
export type ParameterMessageLimit = components['parameters']['MessageLimit'];
export type ParameterAfter = components['parameters']['After'];
export type $defs = Record<string, never>;
export interface operations {
    getPublicContext: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The context. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PublicContext"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCitizen: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The citizen. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Citizen"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putCitizenLanguage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LanguageChoice"];
            };
        };
        responses: {
            /** @description Chosen. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getOnlyDocument: {
        parameters: {
            query?: {
                /** @description The wanted translation; where there is none, only the original comes. */
                language?: components["schemas"]["Language"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The document. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OnlyDocument"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOnlyDocumentContent: {
        parameters: {
            query?: never;
            header?: {
                Range?: string;
                "If-Range"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description A part. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
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
    getCitizenSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    extendCitizenSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCitizenLogIns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The log-ins. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogInList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endOtherCitizenLogIns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    endCitizenLogIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                logInId: components["parameters"]["LogInId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listCitizenEvents: {
        parameters: {
            query?: {
                /** @description Live position; without it only the current position comes. */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveEventPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCase: {
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
            /** @description The case. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Case"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getPlan: {
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
            /** @description The plan. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Plan"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getExport: {
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
            /** @description What there is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    orderExport: {
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
            /** @description What there is. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Export"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    cancelExport: {
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
            /** @description There is none any more. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    beginExportDownload: {
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
            /** @description It can be fetched. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getExportContent: {
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
            /** @description The archive. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMeetingCalendar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                meetingId: components["parameters"]["MeetingId"];
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
                    "text/calendar": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listEntries: {
        parameters: {
            query?: {
                cursor?: string;
                limit?: number;
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
            default: components["responses"]["Problem"];
        };
    };
    getEntry: {
        parameters: {
            query?: never;
            header?: never;
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
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Entry"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putEntryOpened: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                entryId: components["parameters"]["EntryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Noted. */
            204: {
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
            query?: {
                /** @description The wanted translation; where there is none, only the original comes. What can't be shown as text says why and has no blocks. */
                language?: components["schemas"]["Language"];
            };
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                entryId: components["parameters"]["EntryId"];
                documentId: components["parameters"]["DocumentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The texts. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DocumentText"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    showOnlyDocument: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                entryId: components["parameters"]["EntryId"];
                documentId: components["parameters"]["DocumentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done; the cookie is another one. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
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
            /** @description What one has asked for and said. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TextRequests"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putTranslationRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                entryId: components["parameters"]["EntryId"];
                documentId: components["parameters"]["DocumentId"];
                language: components["parameters"]["TextLanguage"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It was asked for before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TranslationRequest"];
                };
            };
            /** @description Accepted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TranslationRequest"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMarkDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description Which one: `documentId`, `language` and `blockId` with a full stop between them. */
                paragraph: components["parameters"]["Paragraph"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The draft; empty text when there is none, with the revision that the next one is based on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putMarkDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description Which one: `documentId`, `language` and `blockId` with a full stop between them. */
                paragraph: components["parameters"]["Paragraph"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Draft"];
            };
        };
        responses: {
            /** @description Saved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            /** @description Saved elsewhere in between. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DraftConflict"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putMark: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                entryId: components["parameters"]["EntryId"];
                documentId: components["parameters"]["DocumentId"];
                /** @description UUIDv7 made by the client. */
                markId: components["parameters"]["MarkId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMark"];
            };
        };
        responses: {
            /** @description It was accepted before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mark"];
                };
            };
            /** @description Accepted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Mark"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getDocumentContent: {
        parameters: {
            query?: {
                /** @description 1: as a file to keep, under a neutral name. */
                download?: "1";
            };
            header?: {
                Range?: string;
                "If-Range"?: string;
            };
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                entryId: components["parameters"]["EntryId"];
                documentId: components["parameters"]["DocumentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All of it. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            /** @description A part. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
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
    getInShortContent: {
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
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            /** @description A part. */
            206: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
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
    getUnderstood: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                entryId: components["parameters"]["EntryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The answer; nothing in it where one hasn't said. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Understood"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putUnderstood: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                entryId: components["parameters"]["EntryId"];
                /** @description UUIDv7 made by the client. */
                answerId: components["parameters"]["AnswerId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewUnderstood"];
            };
        };
        responses: {
            /** @description It was accepted before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Understood"];
                };
            };
            /** @description Accepted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Understood"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getConversation: {
        parameters: {
            query?: {
                beforePosition?: components["parameters"]["BeforePosition"];
                limit?: components["parameters"]["MessageLimit"];
            };
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Conversation"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putCitizenRead: {
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
                "application/json": components["schemas"]["ReadMark"];
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
            default: components["responses"]["Problem"];
        };
    };
    getCitizenDraft: {
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
            /** @description The draft; empty text when there is none, with the revision that the next one is based on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putCitizenDraft: {
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
                "application/json": components["schemas"]["Draft"];
            };
        };
        responses: {
            /** @description Saved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            /** @description Saved elsewhere in between. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DraftConflict"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putCitizenMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client. */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMessage"];
            };
        };
        responses: {
            /** @description It was accepted before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description Accepted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    undoCitizenMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client. */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The draft. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMessageReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client. */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receipt. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listCitizenAttachments: {
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
            /** @description The files, and what may be added. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCitizenAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client that added it. */
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
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putCitizenAttachment: {
        parameters: {
            query?: never;
            header: {
                /** @description The file's name as the device has it, UTF-8 percent-encoded (encodeURIComponent). It is cleaned, and its ending follows the content. */
                "X-File-Name": components["parameters"]["FileName"];
            };
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client that added it. */
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
            /** @description It was kept before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            /** @description Kept. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteCitizenAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client that added it. */
                attachmentId: components["parameters"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getCitizenAttachmentContent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client. */
                messageId: components["parameters"]["MessageId"];
                /** @description UUIDv7 made by the client that added it. */
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
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listRequests: {
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
            /** @description The requests. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["RequestList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getRequestDraft: {
        parameters: {
            query?: {
                /** @description What is asked for, a call where nothing is said; each has a draft of its own, and an interpreter, who is asked for in one tap, none. */
                kind?: components["parameters"]["OfKind"];
            };
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The draft; empty text when there is none, with the revision that the next one is based on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putRequestDraft: {
        parameters: {
            query?: {
                /** @description What is asked for, a call where nothing is said; each has a draft of its own, and an interpreter, who is asked for in one tap, none. */
                kind?: components["parameters"]["OfKind"];
            };
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Draft"];
            };
        };
        responses: {
            /** @description Saved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            /** @description Saved elsewhere in between. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DraftConflict"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client. */
                requestId: components["parameters"]["RequestId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewRequest"];
            };
        };
        responses: {
            /** @description It was accepted before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description Accepted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listViews: {
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
            /** @description The views. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ViewList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getViewDraft: {
        parameters: {
            query?: {
                /** @description For when it is; each moment of each meeting has a draft of its own. */
                moment?: components["parameters"]["OfMoment"];
                meetingId?: components["parameters"]["OfMeeting"];
            };
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The draft; empty text when there is none, with the revision that the next one is based on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putViewDraft: {
        parameters: {
            query?: {
                /** @description For when it is; each moment of each meeting has a draft of its own. */
                moment?: components["parameters"]["OfMoment"];
                meetingId?: components["parameters"]["OfMeeting"];
            };
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Draft"];
            };
        };
        responses: {
            /** @description Saved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            /** @description Saved elsewhere in between. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DraftConflict"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putView: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client. */
                viewId: components["parameters"]["ViewId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewView"];
            };
        };
        responses: {
            /** @description It was accepted before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            /** @description Accepted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listAccessRequests: {
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
            /** @description The requests. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessRequestList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getAccessRequestDraft: {
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
            /** @description The draft; empty text when there is none, with the revision that the next one is based on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putAccessRequestDraft: {
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
                "application/json": components["schemas"]["Draft"];
            };
        };
        responses: {
            /** @description Saved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            /** @description Saved elsewhere in between. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DraftConflict"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putAccessRequest: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client. */
                accessRequestId: components["parameters"]["AccessRequestId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAccessRequest"];
            };
        };
        responses: {
            /** @description It was accepted before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessRequest"];
                };
            };
            /** @description Accepted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccessRequest"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listLooks: {
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
            /** @description The looks. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LookList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listConsents: {
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
            /** @description The consents. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getConsentDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                consentId: components["parameters"]["ConsentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The draft; empty text when there is none, with the revision that the next one is based on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putConsentDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                consentId: components["parameters"]["ConsentId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Draft"];
            };
        };
        responses: {
            /** @description Saved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            /** @description Saved elsewhere in between. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DraftConflict"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putConsentAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                consentId: components["parameters"]["ConsentId"];
                /** @description UUIDv7 made by the client. */
                answerId: components["parameters"]["AnswerId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewConsentAnswer"];
            };
        };
        responses: {
            /** @description It was accepted before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentAnswer"];
                };
            };
            /** @description Accepted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ConsentAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getConsentReceipt: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                consentId: components["parameters"]["ConsentId"];
                /** @description UUIDv7 made by the client. */
                answerId: components["parameters"]["AnswerId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The receipt. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getCommentDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                entryId: components["parameters"]["EntryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The draft; empty text when there is none, with the revision that the next one is based on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putCommentDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                entryId: components["parameters"]["EntryId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Draft"];
            };
        };
        responses: {
            /** @description Saved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            /** @description Saved elsewhere in between. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DraftConflict"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putComment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                entryId: components["parameters"]["EntryId"];
                /** @description UUIDv7 made by the client. */
                viewId: components["parameters"]["ViewId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOnEntry"];
            };
        };
        responses: {
            /** @description It was accepted before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            /** @description Accepted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getComplaintDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                entryId: components["parameters"]["EntryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The draft; empty text when there is none, with the revision that the next one is based on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putComplaintDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                entryId: components["parameters"]["EntryId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Draft"];
            };
        };
        responses: {
            /** @description Saved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            /** @description Saved elsewhere in between. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DraftConflict"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putComplaint: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                entryId: components["parameters"]["EntryId"];
                /** @description UUIDv7 made by the client. */
                viewId: components["parameters"]["ViewId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewOnEntry"];
            };
        };
        responses: {
            /** @description It was accepted before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            /** @description Accepted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["View"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getEmployee: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
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
            default: components["responses"]["Problem"];
        };
    };
    putEmployeeLanguage: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["LanguageChoice"];
            };
        };
        responses: {
            /** @description Chosen. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getEmployeeSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    extendEmployeeSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The session. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Session"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listEmployeeLogIns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The log-ins. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LogInList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    endOtherEmployeeLogIns: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    endEmployeeLogIn: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                logInId: components["parameters"]["LogInId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Ended. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listEmployeeEvents: {
        parameters: {
            query?: {
                /** @description Live position; without it only the current position comes. */
                after?: components["parameters"]["After"];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Events. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LiveEventPage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getInbox: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The inbox. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Inbox"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getEmployeeConversation: {
        parameters: {
            query?: {
                beforePosition?: components["parameters"]["BeforePosition"];
                limit?: components["parameters"]["MessageLimit"];
            };
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The conversation. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmployeeConversation"];
                };
            };
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
            default: components["responses"]["Problem"];
        };
    };
    putEmployeeRead: {
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
                "application/json": components["schemas"]["ReadMark"];
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
            default: components["responses"]["Problem"];
        };
    };
    getEmployeeDraft: {
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
            /** @description The draft. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putEmployeeDraft: {
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
                "application/json": components["schemas"]["Draft"];
            };
        };
        responses: {
            /** @description Saved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            /** @description Saved elsewhere in between. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DraftConflict"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putAnswerPromise: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client. */
                promiseId: components["parameters"]["PromiseId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAnswerPromise"];
            };
        };
        responses: {
            /** @description It was accepted before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description Accepted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putEmployeeMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client. */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMessage"];
            };
        };
        responses: {
            /** @description It was accepted before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description Accepted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    undoEmployeeMessage: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client. */
                messageId: components["parameters"]["MessageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The draft. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listEmployeeViews: {
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
            /** @description The views. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmployeeViewList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getAnswerPlace: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                entryId: components["parameters"]["EntryId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The paragraphs. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AnswerPlaceText"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getAnswersDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client. */
                viewId: components["parameters"]["ViewId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The draft; empty text when there is none, with the revision that the next one is based on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putAnswersDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client. */
                viewId: components["parameters"]["ViewId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Draft"];
            };
        };
        responses: {
            /** @description Saved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            /** @description Saved elsewhere in between. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DraftConflict"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putAnswers: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client. */
                viewId: components["parameters"]["ViewId"];
                /** @description UUIDv7 made by the client. */
                answerId: components["parameters"]["AnswerId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewAnswers"];
            };
        };
        responses: {
            /** @description It was accepted before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            /** @description Accepted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Message"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listEmployeeConsents: {
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
            /** @description The consents. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EmployeeConsentList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getEmployeeTextRequests: {
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
                    "application/json": components["schemas"]["EmployeeTextRequests"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMarkAnswerDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client. */
                markId: components["parameters"]["MarkId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The draft; empty text when there is none, with the revision that the next one is based on. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putMarkAnswerDraft: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client. */
                markId: components["parameters"]["MarkId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Draft"];
            };
        };
        responses: {
            /** @description Saved. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Draft"];
                };
            };
            /** @description Saved elsewhere in between. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["DraftConflict"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putMarkAnswer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client. */
                markId: components["parameters"]["MarkId"];
                /** @description UUIDv7 made by the client. */
                answerId: components["parameters"]["AnswerId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["NewMarkAnswer"];
            };
        };
        responses: {
            /** @description It was accepted before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarkAnswer"];
                };
            };
            /** @description Accepted. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["MarkAnswer"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listEmployeeAttachments: {
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
            /** @description The files, and what may be added. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AttachmentList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getEmployeeAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client that added it. */
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
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    putEmployeeAttachment: {
        parameters: {
            query?: never;
            header: {
                /** @description The file's name as the device has it, UTF-8 percent-encoded (encodeURIComponent). It is cleaned, and its ending follows the content. */
                "X-File-Name": components["parameters"]["FileName"];
            };
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client that added it. */
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
            /** @description It was kept before. */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            /** @description Kept. */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Attachment"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    deleteEmployeeAttachment: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client that added it. */
                attachmentId: components["parameters"]["AttachmentId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Gone. */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getEmployeeAttachmentContent: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                caseCopyId: components["parameters"]["CaseCopyId"];
                /** @description UUIDv7 made by the client. */
                messageId: components["parameters"]["MessageId"];
                /** @description UUIDv7 made by the client that added it. */
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
                    "application/octet-stream": string;
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
