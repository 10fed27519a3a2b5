// How scripts are kept: short lines, simple functions, nothing unused. `npm run lint`
import js from "@eslint/js";
import globals from "globals";

const HOUSE = {
  "complexity": ["error", 12],
  "max-len": ["error", {code: 120}],
  "max-lines": ["error", 300],
  "max-lines-per-function": ["error", {max: 40, skipBlankLines: true, skipComments: true}],
  "max-depth": ["error", 4],
  "eqeqeq": "error",
  "curly": ["error", "multi-line"],
  "no-unused-vars": ["error", {argsIgnorePattern: "^_", caughtErrors: "all"}],
  "no-shadow": "error",
  "no-implicit-globals": "error",
  "no-console": "error",
  "no-alert": "error",
  "no-eval": "error",
  "no-new-func": "error",
  "no-unused-expressions": "error",
  "no-restricted-properties": ["error", {property: "outerHTML"}, {property: "insertAdjacentHTML"}],
};

const MODERN = {...HOUSE, "no-var": "error", "prefer-const": "error", "object-shorthand": "error"};

export default [
  // The audit of a wall is one expression that a test hands to a browser, no script of ours.
  {ignores: ["node_modules/", ".*/", "data/", "tests/browser/audit.js"]},
  js.configs.recommended,
  {
    files: ["vmboard/ui/components/*.js"],
    languageOptions: {ecmaVersion: 2022, sourceType: "module", globals: globals.browser},
    rules: MODERN,
  },
  {
    // The browsers of televisions are old: a wall's scripts stay at ES2015 at most, without modules.
    files: ["vmboard/render/*.js"],
    languageOptions: {ecmaVersion: 2015, sourceType: "script", globals: globals.browser},
    rules: HOUSE,
  },
  {files: ["vmboard/render/wall.js"], languageOptions: {globals: {wallRules: "readonly"}}},
  {
    files: ["*.js", "tests/scripts/**/*.js"],
    languageOptions: {ecmaVersion: 2024, sourceType: "module", globals: globals.node},
    rules: {...MODERN, "max-lines-per-function": "off"},
  },
];
