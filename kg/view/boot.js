// Starts the page, when all parts are there.
"use strict";
window.geokg.start();
