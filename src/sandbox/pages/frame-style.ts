/** For the first page. Its colours are those of the panels, so that they stand in it as in Bitbucket. */
export const frameStyle = `
:root {
  color-scheme: light dark;
  font: 14px/20px system-ui, sans-serif;
  --surface: light-dark(#fff, #1f1f21);
  --sunken: light-dark(#f8f8f8, #18191a);
  --text: light-dark(#292a2e, #cecfd2);
  --subtle: light-dark(#505258, #a9abaf);
  --border: light-dark(#0b120e24, #e3e4f21f);
  --link: light-dark(#1868db, #669df1);
  --selected: light-dark(#e9f2fe, #1c2b42);
  --neutral: light-dark(#0515240f, #ceced912);
}
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; min-height: 100dvh; display: flex; flex-direction: column; background: var(--surface); color: var(--text); }
h1, h2, p, ul, ol { margin: 0; padding: 0; }
ul, ol { list-style: none; }
a { color: var(--link); }
svg { flex: none; fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
:focus-visible { outline: 2px solid light-dark(#4688ec, #8fb8f6); outline-offset: 2px; }

.sandbox { color-scheme: dark; background: #16243a; color: #f1f4f9; padding: 10px 16px; display: grid; gap: 8px; border-bottom: 1px solid #3b4d6b; }
.sandbox form { display: flex; flex-wrap: wrap; gap: 8px 16px; align-items: center; }
.sandbox strong span { font-weight: 400; color: #b9c6dc; }
.sandbox .field { display: flex; gap: 6px; align-items: center; color: #cbd6e8; min-width: 0; }
.sandbox b { color: #fff; }
.sandbox select, .sandbox input, .sandbox button { font: inherit; color: #fff; background: #24364f; border: 1px solid #7f91ae; border-radius: 4px; padding: 4px 8px; min-width: 0; max-width: 100%; }
.sandbox select { max-width: 18rem; }
.sandbox input { width: 9.5rem; }
.sandbox button { background: #cfe1fd; border-color: #cfe1fd; color: #14233a; font-weight: 600; cursor: pointer; }
.sandbox .about { display: flex; flex-wrap: wrap; gap: 4px 24px; }
.sandbox p { flex: 1 1 20rem; }
.sandbox nav { display: flex; gap: 16px; }
.sandbox a { color: #a9cbff; }
.sandbox :focus-visible { outline-color: #fff; }

.product { flex: 1; display: grid; grid-template: 48px auto / 240px minmax(0, 1fr); }
.product-bar { grid-column: 1 / -1; display: flex; gap: 12px; align-items: center; padding: 0 16px; border-bottom: 1px solid var(--border); color: var(--subtle); }
.product-bar b { color: var(--text); }
.product-bar .mark { display: grid; place-items: center; flex: none; width: 24px; height: 24px; border-radius: 6px; background: #1868db; color: #fff; }
.product-bar .search { flex: 0 1 30rem; margin-inline: auto 0; display: flex; gap: 8px; align-items: center; border: 1px solid light-dark(#8c8f97, #7e8188); border-radius: 4px; padding: 5px 10px; }
.product-bar .create { background: light-dark(#1868db, #669df1); color: light-dark(#fff, #1f1f21); border-radius: 4px; padding: 6px 12px; font-weight: 500; }
.product-bar .avatar { margin-inline-start: auto; display: grid; place-items: center; flex: none; width: 32px; height: 32px; border-radius: 50%; background: light-dark(#352c63, #cbbbf5); color: light-dark(#fff, #1f1f21); font-size: 12px; font-weight: 600; }

.sidebar { background: var(--sunken); border-inline-end: 1px solid var(--border); padding: 12px 8px; color: var(--subtle); }
.sidebar > ul + h2, .sidebar > h2:first-child { margin-top: 12px; }
.sidebar h2 { font-size: 12px; line-height: 16px; font-weight: 600; padding: 4px 8px; }
.sidebar li > * { display: flex; gap: 10px; align-items: center; padding: 6px 8px; border-radius: 4px; color: inherit; text-decoration: none; }
.sidebar a { color: var(--text); }
.sidebar a:hover { background: var(--neutral); }
.sidebar [aria-current] { background: var(--selected); color: var(--link); font-weight: 500; }

main { display: flex; flex-direction: column; min-width: 0; }
main > * { width: 100%; max-width: 1056px; }
details { margin: 16px 0; }
summary { margin: 0 16px; padding: 8px; background: var(--neutral); border-radius: 4px; font-weight: 600; cursor: pointer; }
.breadcrumbs { display: flex; flex-wrap: wrap; color: var(--subtle); padding: 16px 16px 0; }
.breadcrumbs li + li::before { content: '/'; padding: 0 8px; }
.pull-request { display: grid; gap: 8px; padding: 8px 16px 0; }
.pull-request h1 { font-size: 24px; line-height: 28px; font-weight: 600; overflow-wrap: anywhere; }
.pull-request h1 span { color: var(--subtle); font-weight: 400; }
.pull-request p { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: center; color: var(--subtle); }
.pull-request code { background: var(--neutral); color: var(--text); border-radius: 4px; padding: 0 4px; overflow-wrap: anywhere; }
.state { font-size: 11px; line-height: 16px; font-weight: 700; text-transform: uppercase; padding: 0 4px; border-radius: 3px; background: light-dark(#dddee1, #303134); color: light-dark(#292a2e, #cecfd2); }
.state.open { background: light-dark(#cfe1fd, #1c2b42); color: light-dark(#123263, #8fb8f6); }
.state.merged { background: light-dark(#dcfff1, #1c3329); color: light-dark(#164b35, #7ee2b8); }
.state.declined { background: light-dark(#ffeceb, #42221f); color: light-dark(#5d1f1a, #fd9891); }
.pull-request .tabs { gap: 20px; border-bottom: 2px solid var(--border); }
.tabs > * { padding: 8px 0; }
.tabs b { font-weight: 500; color: var(--link); border-bottom: 2px solid; margin-bottom: -2px; }
iframe { display: block; flex: 1 0 auto; width: 100%; min-height: 24rem; border: 0; }

@media (max-width: 48rem) {
  .sandbox .field { flex: 1 1 10rem; display: grid; gap: 2px; }
  .sandbox select, .sandbox input { width: 100%; max-width: none; }
  .sandbox strong { flex: 1 1 100%; }
  .sandbox button { align-self: end; }
  .product { grid-template: 48px auto / minmax(0, 1fr); }
  .product-bar .search, .product-bar .create, .sidebar { display: none; }
}
`;
