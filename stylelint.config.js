// How stylesheets are kept. `npm run style`
export default {
  extends: "stylelint-config-standard",
  plugins: ["@stylistic/stylelint-plugin"],
  rules: {
    "@stylistic/max-line-length": [120, {ignorePattern: "/url\\(/"}],
    "color-no-invalid-hex": true,
    // The house sets one rule a line where it fits, grouped without empty lines between.
    "at-rule-empty-line-before": null,
    "comment-empty-line-before": null,
    "declaration-empty-line-before": null,
    "custom-property-empty-line-before": null,
    "declaration-block-single-line-max-declarations": null,
    "rule-empty-line-before": null,
    "declaration-block-no-redundant-longhand-properties": null,
    "selector-attribute-quotes": null,
    "number-max-precision": 6,
    "value-keyword-case": ["lower", {ignoreKeywords: ["currentColor", "A4"]}],
    // A finger that drags must not select text, on tablets too.
    "property-no-vendor-prefix": [true, {ignoreProperties: ["user-select", "-webkit-user-select"]}],
    // Classes are Streamlit's as often as ours; ours are told apart by their prefixes.
    "selector-class-pattern": null,
    // Colours are six digits, as in the table of tokens, and opacities plain numbers.
    "alpha-value-notation": "number",
    "color-hex-length": "long",
    // The browsers of televisions are old: they know min-width, and no ranges.
    "media-feature-range-notation": "prefix",
    // Sheets are read top to bottom by place on the page, not by weight of their selectors.
    "no-descending-specificity": null,
  },
};
