// The explorer: GraphiQL on /graphql with the key from the field above it. The key stays in this
// tab (sessionStorage); `/graphql#key=rap_…` fills it in, and a fragment is never sent to a server.
"use strict";

const EXAMPLES = [
  `# Whom should we know at each customer, and don't? The worst first.
query CoverageGaps {
  coverageGaps(first: 10) {
    totalCount
    nodes {
      severity
      kind
      role
      account { name }
      because
      nextAction
    }
  }
}
`,
  `# Who has gone quiet, measured against what we promised?
query InteractionRecency {
  interactionRecency(first: 10) {
    totalCount
    nodes {
      state
      person { name }
      account { name }
      daysSince
      cadenceDays
      overdueDays
      because
    }
  }
}
`,
  `# Who has left or is leaving, what hung on them, who can follow?
query ChampionDepartures {
  championDepartures(first: 10) {
    totalCount
    nodes {
      status
      severity
      person { name }
      account { name }
      because
      successors { person { name } score }
      nextAction
    }
  }
}
`,
  `# Whom may we ask for a reference call now, and why not the others?
query ReferenceCandidates {
  referenceCandidates(first: 10, criteria: { act: REFERENCE_CALL }, includeBlocked: true) {
    totalCount
    nodes {
      eligible
      score
      person { name }
      account { name }
      because
      blockers { code because liftsOn }
    }
  }
}
`,
];

const field = document.getElementById("key");
const who = document.getElementById("who");
const root = ReactDOM.createRoot(document.getElementById("explorer"));

const fragment = new URLSearchParams(location.hash.slice(1));
if (fragment.has("key")) {
  sessionStorage.setItem("rapport-key", fragment.get("key"));
  history.replaceState(null, "", location.pathname);
}
field.value = sessionStorage.getItem("rapport-key") || "";

async function post(operation, headers) {
  const key = field.value.trim();
  const response = await fetch("/graphql", {
    method: "POST",
    headers: {
      "Content-Type": "application/json",
      Accept: "application/graphql-response+json, application/json",
      ...(key && { Authorization: `Bearer ${key}` }),
      ...headers,
    },
    body: JSON.stringify(operation),
  });
  return response.json();
}

async function show() {
  const answer = await post({ query: "{ viewer { name role } }" }).catch(() => ({}));
  const viewer = answer.data && answer.data.viewer;
  const problem = answer.errors && answer.errors[0].message;
  who.textContent = viewer ? `${viewer.name}, ${viewer.role}` : problem || "The service is not there.";
  // A new function makes GraphiQL read the schema again, now as somebody else.
  const fetcher = (operation, options) => post(operation, options && options.headers);
  root.render(
    React.createElement(GraphiQL, {
      fetcher,
      defaultTabs: EXAMPLES.map((query) => ({ query })),
    }),
  );
}

field.addEventListener("change", () => {
  sessionStorage.setItem("rapport-key", field.value.trim());
  show();
});
show();
