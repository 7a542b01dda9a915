'use strict';

// What programs written for pages ask of an element, where there is no page: a style that keeps what it is given, and
// a box of the canvas's own size.

const { addMembers, isObject } = require('./convert.js');
const { DOMRect } = require('./geometry/rect.js');

/** The name of a property in JavaScript: `fontSize` for `font-size`. Custom ones keep theirs. */
const memberOf = (name) => (name.startsWith('--') ? name : name.replace(/-([a-z])/g, (_, letter) => letter.toUpperCase()));

/** Declarations that nothing is styled by. Properties of any name can be set. */
class Style {
  #important = new Set();

  setProperty(name, value, priority = '') {
    const member = memberOf(`${name}`);
    if (member in Style.prototype) return;
    if (`${value ?? ''}` === '') return void this.removeProperty(name);
    this[member] = `${value}`;
    if (`${priority}`.toLowerCase() === 'important') this.#important.add(member);
    else this.#important.delete(member);
  }

  getPropertyValue(name) {
    const member = memberOf(`${name}`);
    return Object.hasOwn(this, member) ? `${this[member]}` : '';
  }

  getPropertyPriority(name) {
    return this.#important.has(memberOf(`${name}`)) ? 'important' : '';
  }

  removeProperty(name) {
    const value = this.getPropertyValue(name);
    const member = memberOf(`${name}`);
    this.#important.delete(member);
    if (Object.hasOwn(this, member)) delete this[member];
    return value;
  }
}

/** The declarations of a style attribute, as far as they need no parser: nothing here understands them. */
function styleOf(text) {
  const style = new Style();
  for (const declaration of text.split(';')) {
    const colon = declaration.indexOf(':');
    if (colon > 0) style.setProperty(declaration.slice(0, colon).trim(), declaration.slice(colon + 1).trim());
  }
  return style;
}

const styles = new WeakMap();

/** Adds members to a class with `width` and `height`; `check` throws for what is none of its objects. */
function addElementMembers(Class, check) {
  addMembers(Class, {
    get style() {
      check(this);
      let style = styles.get(this);
      if (style === undefined) styles.set(this, (style = new Style()));
      return style;
    },

    set style(value) {
      check(this);
      styles.set(this, isObject(value) ? value : styleOf(`${value}`));
    },

    get clientWidth() {
      check(this);
      return this.width;
    },

    get clientHeight() {
      check(this);
      return this.height;
    },

    getBoundingClientRect() {
      check(this);
      return new DOMRect(0, 0, this.width, this.height);
    },
  });
}

module.exports = { addElementMembers };
