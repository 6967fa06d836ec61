"""What makes a PDF of WeasyPrint an archive: attachments, and what PDF/A-3 and PDF/UA-1 ask for at once."""

import datetime as dt
from collections.abc import Sequence

import pydyf
from weasyprint import Attachment, Document

from jazari_assess.render.pdf_html.archive import Attached
from jazari_assess.render.pdf_html.by_weasyprint.tags import complete_tags

_UA = b"""<rdf:Description xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" rdf:about="" pdfuaid:part="1"/>
<rdf:Description xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
  xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#"
  rdf:about="">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 to which the document conforms</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
"""
"""A PDF/A must describe every schema of its metadata that PDF/A itself does not know: PDF/UA's is one."""
_END = b"</rdf:RDF>"


def weasyprint_attachments(files: Sequence[Attached]) -> list[Attachment]:
    """Return the files as WeasyPrint takes them, each with its hash as description."""
    return [
        Attachment(
            string=file.data,
            name=file.name,
            description=file.description,
            created=_moment(file.date),
            modified=_moment(file.date),
            relationship=file.relationship,
        )
        for file in files
    ]


def finish(document: Document, pdf: pydyf.PDF) -> None:
    """Say in the metadata of a PDF/A that it is a PDF/UA as well, list each attachment once, complete the tags."""
    complete_tags(document, pdf)
    for part in pdf.objects:
        if isinstance(part, pydyf.Stream) and part.extra.get("Type") == "/Metadata":
            part.stream = [b"".join(part.stream).replace(_END, _UA + _END)]
    files = pdf.catalog.get("AF", ())
    pdf.catalog["AF"] = pydyf.Array(dict.fromkeys(files))


def _moment(date: str) -> dt.datetime:
    return dt.datetime.fromisoformat(date).replace(tzinfo=dt.UTC)
