// Files are sent one after the other, each with its progress; a preview waits until its file has been read.
const form = document.getElementById("upload");
const chooser = document.getElementById("upload-files");
const drop = document.getElementById("drop");
const list = document.getElementById("sending");
const said = document.getElementById("sending-said");
const reading = document.getElementById("reading");

const worded = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function row(name) {
  const item = document.createElement("li");
  const label = document.createElement("span");
  const bar = document.createElement("progress");
  bar.max = 100;
  bar.value = 0;
  bar.setAttribute("aria-label", worded(form.dataset.progress, { name }));
  item.append(label, bar);
  list.append(item);
  return {
    sending(percent) {
      bar.value = percent;
      label.textContent = worded(form.dataset.sending, { name, percent });
    },
    end(text, address) {
      bar.remove();
      label.textContent = "";
      const shown = address ? document.createElement("a") : label;
      if (address) {
        shown.href = address;
        label.append(shown);
      }
      shown.textContent = text;
      said.textContent = text;
    },
  };
}

function send(file) {
  const shown = row(file.name);
  if (file.size > Number(form.dataset.most)) {
    shown.end(`${file.name}: ${form.dataset.large}`);
    return Promise.resolve([]);
  }
  const body = new FormData();
  for (const name of ["form_token", "library", "folder"]) body.append(name, form.elements[name].value);
  body.append("files", file, file.name);
  return new Promise((resolve) => {
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json");
    request.responseType = "json";
    shown.sending(0);
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) shown.sending(Math.floor((100 * event.loaded) / event.total));
    };
    request.onloadend = () => {
      const { addresses = [], refused = [] } = (request.status === 200 && request.response) || {};
      const why = refused.map((one) => `${file.name}: ${one.said}`).join(" ");
      const sent = addresses.length ? form.dataset.sent : form.dataset.failed;
      shown.end(why || worded(sent, { name: file.name }), addresses[0]);
      resolve(addresses);
    };
    request.send(body);
  });
}

async function sendAll(files) {
  const button = form.querySelector("button");
  button.disabled = true;
  list.replaceChildren();
  const addresses = [];
  let failed = 0;
  for (const file of files) {
    const found = await send(file);
    addresses.push(...found);
    failed += found.length ? 0 : 1;
  }
  button.disabled = false;
  chooser.value = "";
  if (failed || !addresses.length) return; // what went wrong stays to be read
  if (addresses.length === 1) location.assign(addresses[0]);
  else {
    location.hash = "uploads";
    location.reload();
  }
}

if (form) {
  document.getElementById("drop-here").hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    sendAll([...chooser.files]);
  });
  for (const kind of ["dragenter", "dragover"])
    drop.addEventListener(kind, (event) => {
      event.preventDefault();
      drop.classList.add("over");
    });
  for (const kind of ["dragleave", "drop"]) drop.addEventListener(kind, () => drop.classList.remove("over"));
  drop.addEventListener("drop", (event) => {
    event.preventDefault();
    sendAll([...event.dataTransfer.files]);
  });
}

async function look() {
  try {
    const response = await fetch(reading.dataset.address, { headers: { Accept: "application/json" } });
    const found = await response.json();
    if (found.state === "read" || found.state === "failed" || !response.ok) {
      location.reload();
      return;
    }
    if (reading.textContent !== found.said) reading.textContent = found.said;
  } catch {
    // the server may be away for a moment
  }
  setTimeout(look, 1000);
}
if (reading && reading.dataset.state !== "failed") {
  document.querySelector(".no-script").hidden = true;
  setTimeout(look, 500);
}
